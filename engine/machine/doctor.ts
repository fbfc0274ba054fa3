// Inspects the machine: what it can measure, how well, and how to fix what is missing.

import { messageOf } from '../../core/errors.ts';
import type { DoctorDocument, ProbedSource } from '../../core/machine/doctor-document.ts';
import type { SourceProbe, SourceReport } from '../../core/source.ts';
import type { Backend } from '../../core/trainer-protocol.ts';
import { closeMeters, openMeters } from '../../native/meters.ts';
import { inventory } from '../../native/system/inventory.ts';
import { askHello } from '../../native/trainer/process.ts';
import { probeSources } from '../probe/probe-sources.ts';
import { crashFolder } from '../setup/log.ts';
import type { EngineParts } from '../setup/parts.ts';

export interface InspectOptions {
  /** Seconds to watch the sources; 0: not at all. Without a measured source nothing is probed. */
  readonly probe_s: number;
}

export async function inspectMachine(
  parts: EngineParts,
  { probe_s }: InspectOptions = { probe_s: 0 },
): Promise<DoctorDocument> {
  const { meters, reports, gpus } = openMeters(parts.env);
  closeMeters(meters);
  const is_measured = reports.some(({ available, kind }) => available && kind === 'measured');
  const probes = probe_s > 0 && is_measured ? await probeSources(parts, probe_s) : new Map();
  const [machine, backends] = await Promise.all([
    inventory(parts.env, parts.app_version, gpus),
    backendsOf(parts),
  ]);
  return {
    machine,
    sources: reports.map((report) => probed(report, probes)),
    trainer: { backends },
    log_file: parts.log.path,
    crash_folder: crashFolder(parts.env.data_dir),
  };
}

/** The observed period takes precedence over the stated one; a large discrepancy is noted. */
function probed(report: SourceReport, probes: ReadonlyMap<string, SourceProbe>): ProbedSource {
  const probe = report.available && report.kind !== 'modelled' ? (probes.get(report.id) ?? null) : null;
  const [stated_s, seen_s] = [report.update_period_s, probe?.update_period_s ?? null];
  if (probe === null) return { ...report, probe };
  const notes = [report.reason];
  if (seen_s === null)
    notes.push(`changed ${probe.changes} times in ${probe.duration_s} s, too rarely to find its period`);
  else if (stated_s !== null && seen_s > 2 * stated_s && seen_s > 2 * FINEST_S)
    notes.push(`changes every ${milliseconds(seen_s)} here; the stated period is ${milliseconds(stated_s)}`);
  else if (stated_s !== null && seen_s < stated_s / 2)
    notes.push(`changes every ${milliseconds(seen_s)} here; the stated period is ${milliseconds(stated_s)}`);
  const reason = notes.filter((note) => note !== null).join('; ') || null;
  return { ...report, reason, update_period_s: seen_s ?? stated_s, probe };
}

/** The probe reads RAPL every millisecond, so it cannot resolve shorter periods. */
const FINEST_S = 1e-3;
const milliseconds = (duration_s: number): string => `${Number((duration_s * 1e3).toPrecision(2))} ms`;

/** A trainer that cannot answer is one of the doctor's findings, not a failure of the doctor. */
async function backendsOf(parts: EngineParts): Promise<readonly Backend[]> {
  try {
    return await askHello(parts.trainer_path);
  } catch (error) {
    return [
      {
        name: 'trainer',
        available: false,
        device: null,
        precisions: [],
        reason: messageOf(error),
        isa: null,
      },
    ];
  }
}

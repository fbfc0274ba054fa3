// A session of a study: which process writes it, on which machine, with which trainer and data.
import { basename } from 'node:path';
import type { Design } from '../../core/design/design.ts';
import type { MachineFacts } from '../../core/machine/facts.ts';
import type { MachineInventory } from '../../core/machine/inventory.ts';
import { PROTOCOL_VERSION } from '../../core/trainer-protocol.ts';
import { insertSession, readSessions } from '../../db/sessions.ts';
import type { StudyFile } from '../../db/study-file.ts';
import { inventory } from '../../native/system/inventory.ts';
import { bootId } from '../../native/system/process-identity.ts';
import type { Sampler } from '../sampling/sampler.ts';
import { monotonicNs, unixMs } from '../setup/clock.ts';
import { dataSha256, fileSha256 } from '../setup/fingerprint.ts';
import type { EngineParts } from '../setup/parts.ts';

/** Gathers what a later session is compared with. @param design null in a recording, which has no trainer */
export async function gatherFacts(
  parts: EngineParts,
  { gpus, opened }: Pick<Sampler, 'gpus' | 'opened'>,
  design: Design | null,
): Promise<MachineFacts & { readonly machine: MachineInventory }> {
  const [machine, sha256, data_sha256] = await Promise.all([
    inventory(parts.env, parts.app_version, gpus),
    design && fileSha256(parts.trainer_path),
    design && dataSha256(design.data),
  ]);
  return {
    machine,
    trainer: design && { name: basename(parts.trainer_path), protocol: PROTOCOL_VERSION, sha256 },
    data_sha256,
    sources: opened.map(({ id, method }) => ({ id, method })),
    sample_hz: parts.sample_hz ?? null,
    counter_hz: parts.counter_hz ?? null,
  };
}

/** Begins the next session; returns its number. A study from before schema 7 had one, which nobody wrote down. */
export function beginSession(study: StudyFile, facts: MachineFacts, is_first: boolean): number {
  const id = is_first ? 1 : Math.max(1, readSessions(study).at(-1)?.id ?? 0) + 1;
  insertSession(study, {
    id,
    pid: process.pid,
    boot_id: bootId(),
    began_unix_ms: unixMs(),
    began_t_ns: monotonicNs(),
    facts,
  });
  return id;
}

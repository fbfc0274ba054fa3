// Opens every meter of this machine, measured before modelled, and records why any is missing.

import { messageOf } from '../core/errors.ts';
import type { MachineInventory } from '../core/machine/inventory.ts';
import { ABSENT_SOURCE, type Domain, type Meter, type SourceReport } from '../core/source.ts';
import { openEmi } from './emi/emi-meter.ts';
import type { EmiSystem } from './emi/emi-system.ts';
import { windowsEmiSystem } from './emi/windows-system.ts';
import type { Environment } from './environment.ts';
import { openNvmlMeter } from './gpu/nvml-meter.ts';
import { cpuFacts } from './models/cpu-facts.ts';
import { openCpuModel } from './models/cpu-meter.ts';
import { openRamModel } from './models/ram-meter.ts';
import { openPerf } from './perf/perf-meter.ts';
import { openRapl } from './rapl/rapl-meter.ts';
import { absenceOf } from './rapl/remedy.ts';
import { virtualisation } from './system/virtualisation.ts';

export interface OpenedMeters {
  readonly meters: readonly Meter[];
  /** One row per source: read, or not read with the reason and the fix. */
  readonly reports: readonly SourceReport[];
  /** The GPUs as the driver names them, for the machine's inventory. */
  readonly gpus: MachineInventory['gpus'];
}

/** Replaceable parts, so that a test can pretend to run on another platform. */
export interface MeterDoors {
  readonly platform?: NodeJS.Platform;
  readonly emi?: () => EmiSystem;
}

/**
 * Opens all meters; a part without a readable counter gets a model, named as such. Does not throw for a missing meter:
 * the reports show it. Works in a worker thread; release the meters with {@link closeMeters}.
 */
export function openMeters(env: Environment, doors: MeterDoors = {}): OpenedMeters {
  const { platform = process.platform, emi = windowsEmiSystem } = doors;
  const meters: Meter[] = [];
  const reports: SourceReport[] = [];
  function add(opened: { readonly meter: Meter | null; readonly reports: readonly SourceReport[] }): void {
    if (opened.meter !== null) meters.push(opened.meter);
    reports.push(...opened.reports);
  }

  const nvml = openNvmlMeter(env.nvml_library, env.cuda);
  add(nvml);

  const { model: device } = cpuFacts(env.proc_root);
  const counters: Meter[] = [];
  const measured = (domain: Domain): boolean =>
    counters.some(({ sources }) => sources.some((source) => source.domain === domain));
  function addCounters(opened: Parameters<typeof add>[0]): void {
    add(opened);
    if (opened.meter !== null) counters.push(opened.meter);
  }
  if (platform === 'win32') addCounters(openEmi({ system: emi, device }));
  else openLinuxCounters();
  if (!measured('package')) addModel(openCpuModel(env.proc_root));
  if (!measured('dram')) addModel(openRamModel(env.proc_root));

  function openLinuxCounters(): void {
    const place = virtualisation(env);
    const rapl = openRapl({ root: env.powercap_root, device, virtualisation: place });
    addCounters(rapl);
    if (rapl.reports.length === 0) reports.push(absentRapl(env, place, device));
    if (measured('package')) return;
    const { event_source_root: root, cpu_root, proc_root } = env;
    const without = counters.flatMap(({ sources }) => sources.map(({ domain }) => domain));
    addCounters(openPerf({ root, device, cpu_root, proc_root, without, virtualisation: place }));
  }

  function addModel(meter: Meter): void {
    meters.push(meter);
    for (const source of meter.sources) {
      const within = source.accuracy_pct === null ? 'unknown error' : `error about ${source.accuracy_pct} %`;
      const reason = `a model, not a measurement (${within}): this part has no readable counter`;
      reports.push({ ...source, available: true, reason, fix: null });
    }
  }

  return { meters, reports, gpus: nvml.gpus };
}

/** Row for a machine without any RAPL zone. */
const absentRapl = (env: Environment, place: string | null, device: string): SourceReport => ({
  ...ABSENT_SOURCE,
  ...absenceOf(env.powercap_root, process.platform, place),
  id: 'rapl',
  device,
  domain: 'package',
  method: 'RAPL powercap',
});

/** Closes all meters; one that fails does not keep the others open. */
export function closeMeters(meters: readonly Meter[]): void {
  const refusals: string[] = [];
  for (const meter of meters) {
    try {
      meter.close();
    } catch (error) {
      refusals.push(messageOf(error));
    }
  }
  if (refusals.length > 0) console.error(`meters that failed to close: ${refusals.join('; ')}`);
}

// Opens every meter this machine has, measured before modelled, and keeps the reason of each one it has not.
import type { MachineInventory } from '../core/documents.ts';
import { messageOf } from '../core/errors.ts';
import { type Domain, type Meter, PLAIN_SOURCE, type SourceReport } from '../core/source.ts';
import type { Environment } from './environment.ts';
import { cpuFacts } from './models/cpu-facts.ts';
import { openCpuModel } from './models/cpu-meter.ts';
import { openRamModel } from './models/ram-meter.ts';
import { openNvmlMeter } from './nvml-meter.ts';
import { openPerf } from './perf/perf-meter.ts';
import { openRapl } from './rapl/rapl-meter.ts';
import { absenceOf } from './rapl/remedy.ts';
import { virtualisation } from './system/virtualisation.ts';

export interface OpenedMeters {
  readonly meters: readonly Meter[];
  /** Everything that was looked for: what is read, and what is not with its reason and the way to get it. */
  readonly reports: readonly SourceReport[];
  /** The GPUs as the driver names them, for the machine's inventory. */
  readonly gpus: MachineInventory['gpus'];
}

/**
 * Opens all meters; a part without a readable counter gets a model, named as such. Throws nothing for a meter that is
 * missing: the reports say so. Works in a worker thread; give the meters back with {@link closeMeters}.
 */
export function openMeters(env: Environment): OpenedMeters {
  const meters: Meter[] = [];
  const reports: SourceReport[] = [];

  const nvml = openNvmlMeter(env.nvml_library);
  if (nvml.meter !== null) meters.push(nvml.meter);
  reports.push(...nvml.reports);

  const device = cpuFacts(env.proc_root).model;
  const rapl = openRapl({ root: env.powercap_root, device });
  if (rapl.meter !== null) meters.push(rapl.meter);
  reports.push(...rapl.reports);
  if (rapl.reports.length === 0) reports.push(absentRapl(env));

  const domains = new Set<Domain>(rapl.meter?.sources.map(({ domain }) => domain));
  const measured = (domain: Domain): boolean => domains.has(domain);
  if (!measured('package')) {
    const { event_source_root: root, cpu_root, proc_root } = env;
    const perf = openPerf({ root, device, cpu_root, proc_root, without: [...domains] });
    if (perf.meter !== null) meters.push(perf.meter);
    reports.push(...perf.reports);
    for (const { domain } of perf.meter?.sources ?? []) domains.add(domain);
  }
  if (!measured('package')) addModel(() => openCpuModel(env.proc_root));
  if (!measured('dram')) addModel(() => openRamModel(env.proc_root));

  function addModel(open: () => Meter): void {
    const meter = open();
    meters.push(meter);
    const reason = 'a model, not a measurement: no counter of this part can be read';
    for (const source of meter.sources) reports.push({ ...source, available: true, reason, fix: null });
  }

  return { meters, reports, gpus: nvml.gpus };
}

/** The row for a machine without any RAPL zone. */
function absentRapl(env: Environment): SourceReport {
  return {
    ...PLAIN_SOURCE,
    ...absenceOf(env.powercap_root, process.platform, virtualisation(env)),
    id: 'rapl',
    device: cpuFacts(env.proc_root).model,
    domain: 'package',
    kind: 'measured',
    method: 'RAPL powercap',
    reference: null,
    update_period_s: null,
    accuracy_pct: null,
    counter_range_j: null,
    counter_unit_j: null,
    available: false,
  };
}

/** Gives all meters back; one that fails to close does not keep the others open. */
export function closeMeters(meters: readonly Meter[]): void {
  const refusals: string[] = [];
  for (const meter of meters) {
    try {
      meter.close();
    } catch (error) {
      refusals.push(messageOf(error));
    }
  }
  if (refusals.length > 0) console.error(`meters that did not close: ${refusals.join('; ')}`);
}

// Asks a real GPU everything that can be asked without changing it, and watches its sensors for some seconds.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Metric, Nvml, NvmlDevice } from 'node-nvml';

/** One way to power or energy, polled for some seconds. */
export interface WatchedMetric {
  readonly readings: number;
  /** How often each problem came instead of a value. */
  readonly problems: Readonly<Record<string, number>>;
  readonly changes: number;
  /** Median time between changes of the value, s; null with fewer than two. */
  readonly update_period_s: number | null;
  readonly first: number | null;
  readonly last: number | null;
  readonly mean: number | null;
  /** Time one call takes, s. */
  readonly call_p50_s: number;
  readonly call_p99_s: number;
}

const nowNs = (): number => Number(process.hrtime.bigint());
const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
const ordered = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** Polls every metric in turn for so long, as fast as `pause_ms` lets it. */
export async function watch(
  metrics: Readonly<Record<string, Metric>>,
  duration_s: number,
  pause_ms: number,
): Promise<{ readonly [name: string]: WatchedMetric }> {
  const seen = Object.entries(metrics).map(([name, metric]) => ({
    name,
    metric,
    values: [] as number[],
    changes_ns: [] as number[],
    calls_ns: [] as number[],
    problems: {} as Record<string, number>,
  }));
  const end_ns = nowNs() + duration_s * 1e9;
  while (nowNs() < end_ns) {
    for (const { metric, values, changes_ns, calls_ns, problems } of seen) {
      const begin_ns = nowNs();
      const { value, problem } = metric();
      const done_ns = nowNs();
      calls_ns.push(done_ns - begin_ns);
      if (value === null) problems[problem] = (problems[problem] ?? 0) + 1;
      else {
        if (values.length > 0 && value !== values.at(-1)) changes_ns.push(done_ns);
        values.push(value);
      }
    }
    await sleep(pause_ms);
  }
  return Object.fromEntries(
    seen.map(({ name, values, changes_ns, calls_ns, problems }) => {
      const gaps_ns = ordered(changes_ns.slice(1).map((t_ns, i) => t_ns - (changes_ns[i] as number)));
      const sorted_ns = ordered(calls_ns);
      return [
        name,
        {
          readings: calls_ns.length,
          problems,
          changes: changes_ns.length,
          update_period_s: gaps_ns.length === 0 ? null : at(gaps_ns, 0.5) / 1e9,
          first: values[0] ?? null,
          last: values.at(-1) ?? null,
          mean: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
          call_p50_s: at(sorted_ns, 0.5) / 1e9,
          call_p99_s: at(sorted_ns, 0.99) / 1e9,
        },
      ];
    }),
  );
}

/** A call's answer and how long it took, for calls that are not for the sampling loop. */
function timed<T>(call: () => T): { readonly answer: T; readonly took_s: number } {
  const begin_ns = nowNs();
  const answer = call();
  return { answer, took_s: (nowNs() - begin_ns) / 1e9 };
}

/** Everything that a device tells once. */
export const inventoryOf = (nvml: Nvml, device: NvmlDevice) => ({
  index: device.index,
  name: device.name,
  uuid: device.uuid,
  pci_bus_id: device.pci_bus_id,
  architecture: device.architecture,
  power_of_module: {
    instant: device.powerField({ averaged: false, scope: 'module' })(),
    average: device.powerField({ averaged: true, scope: 'module' })(),
  },
  power_of_memory: {
    instant: device.powerField({ averaged: false, scope: 'memory' })(),
    average: device.powerField({ averaged: true, scope: 'memory' })(),
  },
  temperature: device.temperature(),
  memory_temperature: device.memoryTemp(),
  clock_sm: device.clockInfo('sm'),
  clock_memory: device.clockInfo('mem'),
  utilization_rates: device.utilizationRates(),
  memory: device.memoryInfo(),
  enforced_power_limit: device.enforcedPowerLimit(),
  power_management_limit: device.powerManagementLimit(),
  power_management_default_limit: device.powerManagementDefaultLimit(),
  power_management_limit_constraints: device.powerManagementLimitConstraints(),
  clocks_event_reasons: device.currentClocksEventReasons(),
  throttle_times: timed(() => device.throttleTimes()),
  performance_state: device.performanceState(),
  persistence_mode: device.persistenceMode(),
  mig_mode: device.migMode(),
  driver_model: device.driverModel(),
  processes: timed(() => device.computeRunningProcesses()),
  graphics_processes: timed(() => device.graphicsRunningProcesses()),
  process_utilisation: timed(() => device.processUtilization(0)),
  process_names: (device.computeRunningProcesses().value ?? []).map(({ pid }) =>
    timed(() => nvml.processName(pid)),
  ),
});

// The conditions a GPU trained under, from its own readings.
import type { GpuProcess, GpuState } from '../source.ts';
import type { ConditionName } from './conditions.ts';

/**
 * NVML's clocks-event reasons (nvml.h) that mean slower than requested: HW slowdown, SW and HW thermal, HW power brake.
 */
const THROTTLED = 0x08 | 0x20 | 0x40 | 0x80;
/** SW power cap: the power limit holds the clocks down, as on any fully used card. */
const POWER_CAPPED = 0x04;

export interface GpuReadings {
  /** While training. */
  readonly states: readonly GpuState[];
  /** Latest before the training. */
  readonly states_before: readonly GpuState[];
  /** In the idle baseline and while training, each with the time of its list. */
  readonly processes_idle: readonly (GpuProcess & { readonly t_ns: number })[];
  readonly processes: readonly (GpuProcess & { readonly t_ns: number })[];
  /** True when the trainer itself is one of the processes. */
  readonly trains_on_gpu: boolean;
}

type GpuConditions = Readonly<
  Record<Extract<ConditionName, `gpu_${string}` | 'foreign_gpu_processes'>, number | null>
>;

/** Null for values that no card reports; `foreign_gpu_processes` is null without a GPU. */
export function gpuConditions(readings: GpuReadings): GpuConditions {
  const device = busiest(readings.states);
  const states = readings.states.filter((state) => state.device === device);
  const before = readings.states_before.findLast((state) => state.device === device);
  const reasons = known(states, 'throttle_reasons');
  const share = (mask: number): number | null => mean(reasons.map((bits) => ((bits & mask) === 0 ? 0 : 1)));
  return {
    gpu_temperature_start_c: before?.temp_c ?? null,
    gpu_temperature_mean_c: mean(known(states, 'temp_c')),
    gpu_clock_mean_mhz: mean(known(states, 'clock_sm_mhz')),
    gpu_power_limit_w: mean(known(states, 'power_limit_w')),
    gpu_throttled_share: share(THROTTLED),
    gpu_power_capped_share: share(POWER_CAPPED),
    foreign_gpu_processes: device === null ? null : foreignProcesses(readings),
  };
}

/** The GPU with the highest mean utilisation; null without a GPU. */
function busiest(states: readonly GpuState[]): string | null {
  const devices = [...new Set(states.map(({ device }) => device))];
  const use = (device: string): number =>
    mean(
      known(
        states.filter((state) => state.device === device),
        'util_pct',
      ),
    ) ?? 0;
  return devices.reduce<string | null>(
    (best, device) => (best === null || use(device) > use(best) ? device : best),
    null,
  );
}

/**
 * Judged by number and not by pid: in a container the driver reports pids of the host. Any process seen while nothing of
 * ours runs is foreign, and so is any that computes at the same time as the one trainer.
 */
function foreignProcesses({ processes, processes_idle, trains_on_gpu }: GpuReadings): number {
  const while_idle = new Set(processes_idle.map(({ pid }) => pid)).size;
  const at_once = new Map<number, number>();
  for (const { t_ns } of processes) at_once.set(t_ns, (at_once.get(t_ns) ?? 0) + 1);
  const most = Math.max(0, ...at_once.values());
  return Math.max(while_idle, most - (trains_on_gpu ? 1 : 0));
}

const known = <K extends keyof GpuState>(states: readonly GpuState[], key: K): number[] =>
  states.flatMap((state) => (typeof state[key] === 'number' ? [state[key]] : []));

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;

// The conditions a trial ran under: numbers that may explain part of its energy, kept to be judged and to be covariates.

/** Value by name; null: the machine does not tell. */
export type Conditions = Readonly<Record<ConditionName, number | null>>;

export interface ConditionWords {
  readonly label: string;
  readonly unit: string;
}

/** Those of a GPU are of the busiest one during the training. */
export const CONDITIONS = {
  /** Of all processors' time just before the training, in the idle baseline: what other programs took. */
  background_cpu_share: { label: 'CPU busy before the training', unit: '' },
  cpu_temperature_start_c: { label: 'CPU temperature at the start', unit: '°C' },
  cpu_temperature_end_c: { label: 'CPU temperature at the end', unit: '°C' },
  /** Times the processors slowed themselves down for heat while training. */
  cpu_throttle_count: { label: 'CPU thermal throttling', unit: '' },
  gpu_temperature_start_c: { label: 'GPU temperature at the start', unit: '°C' },
  gpu_temperature_mean_c: { label: 'mean GPU temperature', unit: '°C' },
  gpu_clock_mean_mhz: { label: 'mean GPU clock', unit: 'MHz' },
  gpu_power_limit_w: { label: 'GPU power limit', unit: 'W' },
  /** Of the readings while training. */
  gpu_throttled_share: { label: 'GPU slowed down by heat or supply', unit: '' },
  gpu_power_capped_share: { label: 'GPU held at its power limit', unit: '' },
  /** Programs that compute on a GPU beside the trainer. */
  foreign_gpu_processes: { label: 'other programs on a GPU', unit: '' },
  idle_power_w: { label: 'idle power before the training', unit: 'W' },
  /** Waited for the machine to cool down. */
  thermal_wait_s: { label: 'wait for cooling', unit: 's' },
} as const satisfies Record<string, ConditionWords>;
export type ConditionName = keyof typeof CONDITIONS;
export const CONDITION_NAMES = Object.keys(CONDITIONS) as readonly ConditionName[];

export const NO_CONDITIONS: Conditions = Object.fromEntries(
  CONDITION_NAMES.map((name) => [name, null]),
) as Record<ConditionName, null>;

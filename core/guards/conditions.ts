// The conditions a trial ran under: numbers that may explain part of its energy, kept as evidence and as covariates.

/** Values by name; null: not available on this machine. */
export type Conditions = Readonly<Record<ConditionName, number | null>>;

export interface ConditionWords {
  readonly label: string;
  readonly unit: string;
}

/** GPU values are those of the GPU that was busiest during the training. */
export const CONDITIONS = {
  /** Share of all processors' time that other programs took in the idle baseline before the training. */
  background_cpu_share: { label: 'CPU busy before the training', unit: '' },
  cpu_temperature_start_c: { label: 'CPU temperature at the start', unit: '°C' },
  cpu_temperature_end_c: { label: 'CPU temperature at the end', unit: '°C' },
  /** Number of times the processors slowed down because of heat while training. */
  cpu_throttle_count: { label: 'CPU thermal throttling', unit: '' },
  gpu_temperature_start_c: { label: 'GPU temperature at the start', unit: '°C' },
  gpu_temperature_mean_c: { label: 'mean GPU temperature', unit: '°C' },
  gpu_clock_mean_mhz: { label: 'mean GPU clock', unit: 'MHz' },
  gpu_power_limit_w: { label: 'GPU power limit', unit: 'W' },
  /** Share of the readings while training. */
  gpu_throttled_share: { label: 'GPU slowed down by heat or supply', unit: '' },
  gpu_power_capped_share: { label: 'GPU held at its power limit', unit: '' },
  /** Programs other than the trainer that compute on a GPU. */
  foreign_gpu_processes: { label: 'other programs on a GPU', unit: '' },
  idle_power_w: { label: 'idle power before the training', unit: 'W' },
  /** Time spent waiting for the machine to cool down. */
  thermal_wait_s: { label: 'wait for cooling', unit: 's' },
} as const satisfies Record<string, ConditionWords>;
export type ConditionName = keyof typeof CONDITIONS;
export const CONDITION_NAMES = Object.keys(CONDITIONS) as readonly ConditionName[];

export const NO_CONDITIONS: Conditions = Object.fromEntries(
  CONDITION_NAMES.map((name) => [name, null]),
) as Record<ConditionName, null>;

// Power sources: their description, their readings and the meter interface. The core measures nothing itself: meters
// implement this interface.

/** How a number was obtained; every figure shown carries it. */
export type Kind = 'measured' | 'derived' | 'modelled';

/**
 * The part that a reading covers. `package` includes `core` and `uncore`; `psys` includes `package`; `dram` is separate;
 * `module` (a board that carries GPU and CPU) includes `gpu`, and `gpu` includes `gpu_memory`.
 * Only gpu, package and dram may be added to a total.
 */
export type Domain = 'gpu' | 'package' | 'dram' | 'core' | 'uncore' | 'psys' | 'module' | 'gpu_memory';

/** The domains that may be summed: disjoint by construction. */
export const TOTAL_DOMAINS: readonly Domain[] = ['gpu', 'package', 'dram'];

/** A user's own comparison of one sensor with a better meter: true power = gain x reading + offset_w. */
export interface Calibration {
  /** Dimensionless; 1 leaves the reading as it is. */
  readonly gain: number;
  readonly offset_w: number;
  /** Relative half-width of the 95 % interval that remains after calibration, in per cent. */
  readonly accuracy_pct: number;
  /** The meter it was compared with, and when. */
  readonly note: string;
}

export interface Source {
  /** Stable within a machine: `nvml:GPU-uuid`, `nvml:GPU-uuid/average`, `rapl:package-0`, `model:cpu`, `model:ram`. */
  readonly id: string;
  /** The thing that draws the power, as its maker names it. */
  readonly device: string;
  readonly domain: Domain;
  readonly kind: Kind;
  /** Method in words: `NVML total energy counter`, `RAPL powercap`, `TDP x utilisation`. */
  readonly method: string;
  /** Publication that describes the method and its accuracy; null where there is only the vendor's statement. */
  readonly reference: string | null;
  /** Seconds between changes of the value, stated or probed; null when unknown. */
  readonly update_period_s: number | null;
  /**
   * Seconds over which one power value is averaged, so that it applies to the time around `t - window_s / 2`; 0 where the
   * value is instantaneous or covers the time since the last reading, null when unknown.
   */
  readonly window_s: number | null;
  /** Share of the time that the sensor observes, above 0 and up to 1: about 0.25 for A100 and H100 (arXiv 2312.02741). */
  readonly coverage: number;
  /** Relative half-width of the 95 % interval of a long measurement, in per cent: sensor gain or model error. */
  readonly accuracy_pct: number | null;
  /** The hardware counter's wrap in joules; null when it does not wrap or there is no counter. */
  readonly counter_range_j: number | null;
  /** Resolution of the counter in joules; null without a counter. */
  readonly counter_unit_j: number | null;
  /**
   * Id of the source that this one double-checks: compared with it, never added to a total. Null: an independent
   * source.
   */
  readonly check_of: string | null;
  /**
   * True for a model that gives one number whatever the machine does. Its energy is power times time: it belongs in a
   * total but is not an observation, so tests exclude it.
   */
  readonly is_constant: boolean;
  /** Applied when energy is computed; samples are stored as they were read. Null: not calibrated. */
  readonly calibration: Calibration | null;
}

/** True for a source that counts towards the total: a summable domain, and not a second witness. */
export const isSummed = ({ domain, check_of }: Pick<Source, 'domain' | 'check_of'>): boolean =>
  TOTAL_DOMAINS.includes(domain) && check_of === null;

/** Defaults that fit most sources: instantaneous, observing all the time, no second witness, not calibrated. */
export const PLAIN_SOURCE = {
  window_s: 0,
  coverage: 1,
  check_of: null,
  is_constant: false,
  calibration: null,
} as const satisfies Partial<Source>;

/** The unknown figures of a measured source that this machine lacks. */
export const ABSENT_SOURCE = {
  ...PLAIN_SOURCE,
  kind: 'measured',
  reference: null,
  update_period_s: null,
  accuracy_pct: null,
  counter_range_j: null,
  counter_unit_j: null,
  available: false,
} as const satisfies Partial<SourceReport>;

/** Result of probing a source on this machine for some seconds. */
export interface SourceProbe {
  /** Length of the probe, s. */
  readonly duration_s: number;
  /** Median time between changes of the value, s; null when it changed too rarely. */
  readonly update_period_s: number | null;
  /** Number of changes seen. */
  readonly changes: number;
  /** Time one reading takes, s: median and 99th percentile. */
  readonly read_p50_s: number;
  readonly read_p99_s: number;
}

/** A source that was looked for, available or not, as `doctor` lists it. */
export interface SourceReport extends Source {
  readonly available: boolean;
  /** Why it is not available, or a remark about it; null when there is none. */
  readonly reason: string | null;
  /** Steps the user can take to fix it; null when there are none. */
  readonly fix: string | null;
  /** Fix that the program can apply itself, with consent: `rapl_rule` opens the CPU's counters to the user. */
  readonly remedy?: 'rapl_rule';
}

/**
 * Why a reading is missing; stored with the sample, never replaced by a number. `slow_read`: the call took so long that
 * the time of its value is unknown. `suspended` accompanies good values: the machine slept since the previous reading,
 * so their difference must not be used.
 */
export type ReadFlag =
  | 'read_failed'
  | 'not_supported'
  | 'no_permission'
  | 'device_lost'
  | 'zero_reading'
  | 'slow_read'
  | 'suspended';

/** One answer of one source. A missing value is null, never 0. */
export interface Reading {
  readonly power_w: number | null;
  /** The raw counter in joules since an arbitrary start; differences mean energy, a first reading does not. */
  readonly energy_j: number | null;
  readonly flag: ReadFlag | null;
}

/** A reading and its moment: what is stored, and what energy is computed from. */
export interface Sample extends Reading {
  readonly t_ns: number;
}

/** A sample among those of other sources; `source` counts from 1 in the order of the study's sources. */
export interface SourcedSample extends Sample {
  readonly source: number;
}

/** A GPU's readings other than power. Null where the card does not report them. */
export interface GpuState {
  readonly device: string;
  readonly temp_c: number | null;
  readonly clock_sm_mhz: number | null;
  readonly clock_mem_mhz: number | null;
  readonly util_pct: number | null;
  readonly memory_used_b: number | null;
  /** NVML's clocks-event bit mask. */
  readonly throttle_reasons: number | null;
  /** The power limit in force. */
  readonly power_limit_w: number | null;
  /** 0 (fastest) to 15. */
  readonly performance_state: number | null;
}

/** One process that computes on a GPU. */
export interface GpuProcess {
  readonly device: string;
  readonly pid: number;
  /** Null where the driver does not report it. */
  readonly name: string | null;
  readonly memory_b: number | null;
  /** Share of the GPU's time since the last query, per cent; null where the driver does not account for it. */
  readonly util_pct: number | null;
}

/**
 * A group of sources that are read together. `read` returns one Reading per source, in the order of `sources`, and never
 * throws for a source that failed: it returns null and a flag. It is called on the sampler's thread and must be fast.
 * Rows may be reused by the next call, so copy a reading that is kept.
 */
export interface Meter {
  readonly sources: readonly Source[];
  /** Highest useful reading rate, Hz: 1000 for RAPL, 100 for a GPU, 10 for a model. */
  readonly most_hz: number;
  /** True when `read` uses only the call tape (native/collector), so that a collector can read in its place. */
  readonly is_taped?: boolean;
  /** The array and its rows may be reused by the next read. */
  read(): readonly Reading[];
  /** Slow-rate state (temperature, clocks, utilisation); empty for meters that have none. */
  readState(): readonly GpuState[];
  /** Processes on its GPUs: a slow call (milliseconds), made every few seconds; empty for meters without GPUs. */
  readProcesses(): readonly GpuProcess[];
  close(): void;
}

// What a power source is, says of itself, and answers when it is read. The core measures nothing: meters come to it
// through this interface.

/** How a number was obtained; every figure shown carries it. */
export type Kind = 'measured' | 'derived' | 'modelled';

/**
 * What a reading covers. `package` holds `core` and `uncore`; `psys` holds `package`; `dram` stands beside it.
 * Only gpu, package and dram may be added to a total.
 */
export type Domain = 'gpu' | 'package' | 'dram' | 'core' | 'uncore' | 'psys';

/** The domains that may be summed: disjoint by construction. */
export const TOTAL_DOMAINS: readonly Domain[] = ['gpu', 'package', 'dram'];

export interface Source {
  /** Stable within a machine: `nvml:GPU-uuid`, `rapl:package-0`, `model:cpu`, `model:ram`. */
  readonly id: string;
  /** The thing that draws the power, as its maker names it. */
  readonly device: string;
  readonly domain: Domain;
  readonly kind: Kind;
  /** How, in words: `NVML total energy counter`, `RAPL powercap`, `TDP x utilisation`. */
  readonly method: string;
  /** Where the method and its accuracy are described; null where nothing better than the vendor's word exists. */
  readonly reference: string | null;
  /** Seconds between changes of the value, stated or probed; null when unknown. */
  readonly update_period_s: number | null;
  /** Relative half-width of the 95 % interval of a long measurement, in per cent: sensor gain or model error. */
  readonly accuracy_pct: number | null;
  /** The hardware counter's wrap in joules; null when it does not wrap or there is no counter. */
  readonly counter_range_j: number | null;
  /** Resolution of the counter in joules; null without a counter. */
  readonly counter_unit_j: number | null;
}

/** A source that was looked for and what came of it, as `doctor` lists it. */
export interface SourceReport extends Source {
  readonly available: boolean;
  /** Why it is not available, or what to know about it; null when there is nothing to say. */
  readonly reason: string | null;
  /** What the user can do about it; null when nothing. */
  readonly fix: string | null;
}

/** Why a reading is missing; stored with the sample, never replaced by a number. */
export type ReadFlag = 'read_failed' | 'not_supported' | 'no_permission' | 'device_lost' | 'zero_reading';

/** One answer of one source. A missing value is null, never 0. */
export interface Reading {
  readonly power_w: number | null;
  /** The raw counter in joules since an arbitrary start; differences mean energy, a first reading does not. */
  readonly energy_j: number | null;
  readonly flag: ReadFlag | null;
}

/** What a GPU says of itself beside power. Null where the card does not tell. */
export interface GpuState {
  readonly device: string;
  readonly temp_c: number | null;
  readonly clock_sm_mhz: number | null;
  readonly clock_mem_mhz: number | null;
  readonly util_pct: number | null;
  readonly memory_used_b: number | null;
  /** NVML's clocks-event bit mask. */
  readonly throttle_reasons: number | null;
}

/**
 * A thing that can be read. `read` answers one Reading per source, in the order of `sources`, and never throws for a
 * source that failed: it answers null and a flag. It is called on the sampler's thread and must be fast.
 */
export interface Meter {
  readonly sources: readonly Source[];
  read(): readonly Reading[];
  /** Slow-rate state (temperature, clocks, utilisation); empty for meters that have none. */
  readState(): readonly GpuState[];
  close(): void;
}

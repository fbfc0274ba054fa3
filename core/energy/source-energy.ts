// The energy of one phase as the documents show it: source by source, and in total.

import type { Domain, Kind } from '../source.ts';
import type { Interval } from '../statistics/analysis.ts';

/** Energy of one source over one phase, with how it was obtained. */
export interface SourceEnergy {
  readonly id: string;
  readonly device: string;
  readonly domain: Domain;
  readonly kind: Kind;
  readonly method: string;
  /** Id of the source this one is a second witness of: shown, never in a total. */
  readonly check_of?: string | null;
  readonly energy_j: number | null;
  readonly ci: Interval | null;
  /** Without the idle power of the same trial; null where no idle baseline was taken. */
  readonly net_j: number | null;
  readonly net_ci: Interval | null;
  /** The same energy by every way there is, before the choice; null for a way this source has not. */
  readonly counter_j: number | null;
  readonly integral_j: number | null;
  /** By the source that is its second witness, integrated. */
  readonly average_j: number | null;
  /** Seconds of the phase without a usable reading. */
  readonly gap_s: number;
  /** `wrapped`, `reset`, `device_lost`, `read_failed`, `short_phase`, `counter_disagrees`, ... */
  readonly flags: readonly string[];
}

export interface TotalEnergy {
  readonly energy_j: number | null;
  readonly ci: Interval | null;
  /** `gpu (measured)`, `package (modelled)`, ... */
  readonly domains: readonly string[];
  readonly leaves_out: readonly string[];
}

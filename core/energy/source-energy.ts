// The energy of one phase in the documents: by source and in total.

import type { Domain, Kind } from '../source.ts';
import type { Interval } from '../statistics/analysis.ts';

/** Energy of one source over one phase, by every way there is to it. Missing is null, never 0. */
export interface EnergyFigures {
  readonly energy_j: number | null;
  readonly ci: Interval | null;
  /** The same energy by each way, before the choice; null for a way this source does not have. */
  readonly counter_j: number | null;
  readonly integral_j: number | null;
  /** The integral of its second witness. */
  readonly average_j: number | null;
  /** Seconds of the phase without a usable reading, holes bridged by a counter among them. */
  readonly gap_s: number;
  /** `wrapped`, `reset`, `device_lost`, `read_failed`, `short_phase`, `counter_disagrees`, ... */
  readonly flags: readonly string[];
}

/** Energy beyond what the source draws at rest; null where no idle baseline was taken. */
export interface NetFigures {
  readonly net_j: number | null;
  readonly net_ci: Interval | null;
}

/** As the documents show it: with the source it is from. */
export interface SourceEnergy extends EnergyFigures, NetFigures {
  readonly id: string;
  readonly device: string;
  readonly domain: Domain;
  readonly kind: Kind;
  readonly method: string;
  /** Id of the source that this one double-checks; such a source is shown but never added to a total. */
  readonly check_of?: string | null;
}

export interface TotalEnergy {
  readonly energy_j: number | null;
  readonly ci: Interval | null;
  /** `gpu (measured)`, `package (modelled)`, ... */
  readonly domains: readonly string[];
  readonly leaves_out: readonly string[];
}

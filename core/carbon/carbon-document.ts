// The carbon footprint in the JSON documents.
import type { Interval } from '../statistics/analysis.ts';

export interface CarbonDocument {
  /** Null when there is no energy to compute it from. */
  readonly carbon_g: number | null;
  readonly ci: Interval | null;
  readonly intensity_g_per_kwh: number;
  readonly region: string;
  readonly year: number | string | null;
  readonly source: string;
  readonly licence: string;
  /** Power usage effectiveness the energy was multiplied by; 1 for a workstation. */
  readonly pue: number;
  /** Limits of the factor: world average because no country was chosen, mixed years, ... */
  readonly caveats: readonly string[];
}

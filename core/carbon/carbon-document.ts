// The carbon footprint as the documents show it.
import type { Interval } from '../statistics/analysis.ts';

export interface CarbonDocument {
  /** Null when there is no energy to count from. */
  readonly carbon_g: number | null;
  readonly ci: Interval | null;
  readonly intensity_g_per_kwh: number;
  readonly region: string;
  readonly year: number | string | null;
  readonly source: string;
  readonly licence: string;
  /** Power usage effectiveness the energy was multiplied by; 1 for a workstation. */
  readonly pue: number;
  /** What to know about the factor: world average because no country was chosen, mixed years, ... */
  readonly caveats: readonly string[];
}

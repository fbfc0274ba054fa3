// An interrupted trial that was run again, as the study's views tell of it.
import type { Interval } from '../statistics/analysis.ts';

/** Its energy was spent, so it is in the totals; it is in no test and no list of trials. */
export interface TryRow {
  readonly trial: number;
  /** Number of the trial that was run instead. */
  readonly retry: number;
  /** Of the analysed phase up to the last reading; null where it was not reached, or nothing was read. */
  readonly energy_total_j: number | null;
  readonly ci: Interval | null;
}

/** An unfinished sweep that can be taken up again. */
export interface Unfinished {
  /** Number of trials to run, the interrupted one among them. */
  readonly left: number;
  /** The trial that was begun and did not end; null for none. */
  readonly interrupted: number | null;
}

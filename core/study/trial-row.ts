// One trial, as a row of every table.

import type { Conditions } from '../guards/conditions.ts';
import type { Interval, Levels } from '../statistics/analysis.ts';
import type { TrialState } from './state.ts';

/** True for a trial that the statistics include: finished, and not excluded by hand. */
export const isAnalysed = ({ state, excluded }: Pick<TrialRow, 'state' | 'excluded'>): boolean =>
  state === 'done' && excluded === null;

/** The longest reason that a trial may be excluded with, in letters. */
export const MOST_REASON_LETTERS = 500;

export interface TrialRow {
  readonly trial: number;
  readonly levels: Levels;
  readonly replicate: number;
  readonly block: number;
  readonly order: number;
  readonly state: TrialState;
  /** Length of the analysed phase; null until it has ended. */
  readonly duration_s: number | null;
  /** Sum of all summable sources over the analysed phase, with its interval. */
  readonly energy_total_j: number | null;
  readonly ci: Interval | null;
  /** energy_total_j over duration_s. */
  readonly power_total_w: number | null;
  /** energy_total_j without constant estimates, which are not observations; used by the tests. */
  readonly energy_tested_j: number | null;
  /** energy_tested_j over duration_s. */
  readonly power_tested_w: number | null;
  /** energy_tested_j at the study's grid factor and PUE, g CO2e. */
  readonly carbon_g: number | null;
  /** Energy of the training up to the epoch that reached the target; null where none did, or none was requested. */
  readonly energy_to_target_j: number | null;
  /** Null until the trainer has reported its result, like accuracy and loss. */
  readonly samples_per_s: number | null;
  readonly accuracy: number | null;
  readonly loss: number | null;
  readonly flags: readonly string[];
  /** Reason for excluding it from the statistics by hand; null: included. Its energy is in the totals either way. */
  readonly excluded: string | null;
  /** By name, see core/guards/conditions.ts; null where none were recorded (a recording, an older study). */
  readonly conditions: Conditions | null;
}

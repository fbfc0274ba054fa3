// One trial as every table shows it.

import type { Conditions } from '../guards/conditions.ts';
import type { Interval, Levels } from '../statistics/analysis.ts';
import type { TrialState } from './state.ts';

/** True for a trial that the statistics see: finished, and not left out by hand. */
export const isAnalysed = ({ state, excluded }: Pick<TrialRow, 'state' | 'excluded'>): boolean =>
  state === 'done' && excluded === null;

export interface TrialRow {
  readonly trial: number;
  readonly levels: Levels;
  readonly replicate: number;
  readonly block: number;
  readonly order: number;
  readonly state: TrialState;
  /** Length of the judged phase; null until it has run to its end. */
  readonly duration_s: number | null;
  /** Everything that may be summed, over the judged phase, with its interval. */
  readonly energy_total_j: number | null;
  readonly ci: Interval | null;
  /** energy_total_j over duration_s. */
  readonly power_total_w: number | null;
  /** energy_total_j without constant estimates, which are no observation: what the tests are made with. */
  readonly energy_tested_j: number | null;
  /** energy_tested_j over duration_s. */
  readonly power_tested_w: number | null;
  /** energy_tested_j at the study's grid factor and PUE, g CO2e. */
  readonly carbon_g: number | null;
  /** Energy of the training up to the epoch that reached the target; null where none did, or none was asked for. */
  readonly energy_to_target_j: number | null;
  /** Null until the trainer has told its result; so are accuracy and loss. */
  readonly samples_per_s: number | null;
  readonly accuracy: number | null;
  readonly loss: number | null;
  readonly flags: readonly string[];
  /** Why a person left it out of the statistics; null: it is in. Its energy is in the totals either way. */
  readonly excluded: string | null;
  /** By name, see core/guards/conditions.ts; null where none were noted (a recording, an older study). */
  readonly conditions: Conditions | null;
}

// One trial as every table shows it.

import type { Conditions } from '../guards/conditions.ts';
import type { Interval, Levels } from '../statistics/analysis.ts';

export type TrialState = 'planned' | 'running' | 'done' | 'failed' | 'aborted' | 'interrupted';

/** Whether the statistics see a trial: finished, and not left out by hand. */
export const isAnalysed = ({ state, excluded }: Pick<TrialRow, 'state' | 'excluded'>): boolean =>
  state === 'done' && excluded === null;

export interface TrialRow {
  readonly trial: number;
  readonly levels: Levels;
  readonly replicate: number;
  readonly block: number;
  readonly order: number;
  readonly state: TrialState;
  /** Of the training phase; 0 until it has run. */
  readonly duration_s: number;
  readonly energy_total_j: number | null;
  readonly ci: Interval | null;
  readonly power_w: number | null;
  /** Without the channels that are constant estimates: what is tested. */
  readonly energy_tested_j: number | null;
  /** Of energy_tested_j at the study's grid factor and PUE, g CO2e. */
  readonly carbon_g: number | null;
  /** Of the training up to the epoch in which the target was reached; null where it was not, or none was asked for. */
  readonly energy_to_target_j: number | null;
  readonly samples_per_s: number;
  readonly accuracy: number | null;
  readonly loss: number | null;
  readonly flags: readonly string[];
  /** Why a person left it out of the statistics; null: it is in. Its energy is in the totals either way. */
  readonly excluded: string | null;
  /** By name, see core/guards/conditions.ts; null where none were noted (a recording, an older study). */
  readonly conditions: Conditions | null;
}

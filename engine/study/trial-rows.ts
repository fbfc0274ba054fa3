// The trials of a study as one table: plan, result and cost.

import type { TrialRow } from '../../core/study/trial-row.ts';
import type { TrainingTarget } from '../../core/sweep/training-target.ts';
import { secondsBetween } from '../../core/units.ts';
import { readConditions } from '../../db/conditions.ts';
import { readExclusions } from '../../db/exclusions.ts';
import { readPhaseSpans, type StoredPhase } from '../../db/phases.ts';
import { readTrials, type StoredTrial } from '../../db/trials.ts';
import { isAlive } from './is-alive.ts';
import type { StudyContents } from './study-contents.ts';
import { targetEnergy } from './target-energy.ts';
import { phaseTotal, testedEnergy } from './trial-energy.ts';

export interface RowOptions {
  /** Target for the energy to reach it; null: not requested. */
  readonly target: TrainingTarget | null;
  /** Grams of CO2e per joule, including the building's overhead. */
  readonly carbon_g_per_j: number;
}

export function trialRows(
  { file, head, sources, phase, energies }: StudyContents,
  { target, carbon_g_per_j }: RowOptions,
): TrialRow[] {
  const conditions = readConditions(file);
  const spans = readPhaseSpans(file, phase);
  const excluded = new Map(
    readExclusions(file).flatMap(({ trial, reason, included_unix_ms }) =>
      included_unix_ms === null ? [[trial, reason] as const] : [],
    ),
  );
  const writer_alive = isAlive(head);
  return readTrials(file).map((trial) => {
    const of_trial = energies.get(trial.id) ?? [];
    const { energy_j: energy_total_j, ci } = phaseTotal(of_trial, sources);
    const energy_tested_j = testedEnergy(of_trial, sources);
    const duration_s = lengthOf(spans.get(trial.id));
    return {
      trial: trial.id,
      levels: trial.levels,
      replicate: trial.replicate,
      block: trial.block,
      order: trial.id,
      state: trial.state === 'running' && !writer_alive ? 'interrupted' : trial.state,
      duration_s,
      energy_total_j,
      ci,
      power_total_w: ratio(energy_total_j, duration_s),
      energy_tested_j,
      power_tested_w: ratio(energy_tested_j, duration_s),
      carbon_g: energy_tested_j === null ? null : energy_tested_j * carbon_g_per_j,
      energy_to_target_j: target && targetEnergy(file, trial, sources, target),
      samples_per_s: trial.result?.samples_per_s ?? null,
      accuracy: trial.result?.test_accuracy ?? null,
      loss: trial.result?.test_loss ?? null,
      excluded: excluded.get(trial.id) ?? null,
      flags: flagsOf(trial),
      conditions: conditions.get(trial.id) ?? null,
    };
  });
}

const lengthOf = (span: StoredPhase | undefined): number | null =>
  span === undefined || span.t_end_ns === null ? null : secondsBetween(span.t_begin_ns, span.t_end_ns);

/** Null when either is missing or the duration is zero. */
const ratio = (energy_j: number | null, duration_s: number | null): number | null =>
  energy_j === null || duration_s === null || duration_s <= 0 ? null : energy_j / duration_s;

const flagsOf = (trial: StoredTrial): string[] =>
  trial.message === null ? [...trial.flags] : [...trial.flags, trial.message];

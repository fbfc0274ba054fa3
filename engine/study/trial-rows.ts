// The trials of a study as one table: what was planned, what came of it, what it cost.

import type { Source } from '../../core/source.ts';
import type { TrialRow } from '../../core/study/trial-row.ts';
import { secondsBetween } from '../../core/units.ts';
import { readConditions } from '../../db/conditions.ts';
import { readEnergies } from '../../db/energies.ts';
import { readExclusions } from '../../db/exclusions.ts';
import { readPhaseSpans } from '../../db/phases.ts';
import { readStudy } from '../../db/studies.ts';
import type { StudyFile } from '../../db/study-file.ts';
import { readTrials, type StoredTrial } from '../../db/trials.ts';
import { isAlive } from './is-alive.ts';
import { type TrainingTarget, targetEnergy } from './target-energy.ts';
import { phaseTotal, testedEnergy } from './trial-energy.ts';

/**
 * The phase whose energy and duration a trial is judged by: the training of a sweep, without warm-up, evaluation and
 * pauses; the whole command of a recording.
 */
export const judgedPhase = (study: StudyFile): string =>
  readStudy(study)?.kind === 'record' ? 'command' : 'train';

export interface RowOptions {
  /** Of a training, for its energy up to there; null: none was asked for. */
  readonly target: TrainingTarget | null;
  /** Grams of CO2e of one joule, overhead of the building included. */
  readonly carbon_g_per_j: number;
}

export function trialRows(
  study: StudyFile,
  sources: readonly Source[],
  { target, carbon_g_per_j }: RowOptions,
): TrialRow[] {
  const conditions = readConditions(study);
  const energies = readEnergies(study, judgedPhase(study));
  const spans = readPhaseSpans(study, judgedPhase(study));
  const excluded = new Map(
    readExclusions(study).flatMap(({ trial, reason, included_unix_ms }) =>
      included_unix_ms === null ? [[trial, reason] as const] : [],
    ),
  );
  const writer_alive = isAlive(readStudy(study)?.owner_pid ?? null);
  return readTrials(study).map((trial) => {
    const total = phaseTotal(energies.get(trial.id) ?? [], sources);
    const span = spans.get(trial.id);
    const energy_tested_j = testedEnergy(energies.get(trial.id) ?? [], sources);
    const duration_s = span?.t_end_ns ? secondsBetween(span.t_begin_ns, span.t_end_ns) : 0;
    return {
      trial: trial.id,
      levels: trial.levels,
      replicate: trial.replicate,
      block: trial.block,
      order: trial.id,
      state: trial.state === 'running' && !writer_alive ? 'interrupted' : trial.state,
      duration_s,
      energy_total_j: total.energy_j,
      ci: total.ci,
      power_w: total.energy_j !== null && duration_s > 0 ? total.energy_j / duration_s : null,
      energy_tested_j,
      carbon_g: energy_tested_j === null ? null : energy_tested_j * carbon_g_per_j,
      energy_to_target_j: target && targetEnergy(study, trial, sources, target),
      samples_per_s: trial.result?.samples_per_s ?? 0,
      accuracy: trial.result?.test_accuracy ?? null,
      loss: trial.result?.test_loss ?? null,
      excluded: excluded.get(trial.id) ?? null,
      flags: flagsOf(trial),
      conditions: conditions.get(trial.id) ?? null,
    };
  });
}

const flagsOf = (trial: StoredTrial): string[] =>
  trial.message === null ? [...trial.flags] : [...trial.flags, trial.message];

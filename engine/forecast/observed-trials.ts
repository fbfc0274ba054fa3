// Converts the finished trials of a study into input for a forecast.

import type { SeenTrial } from '../../core/forecast/forecast.ts';
import type { Source } from '../../core/source.ts';
import type { Levels } from '../../core/statistics/analysis.ts';
import { IDLE_PHASE } from '../../core/study/phase.ts';
import { TRAINER_PHASES } from '../../core/trainer-protocol.ts';
import { readEnergies } from '../../db/energies.ts';
import { readPhases } from '../../db/phases.ts';
import type { StudyFile } from '../../db/study-file.ts';
import { readTrials, type StoredTrial } from '../../db/trials.ts';
import { seenTrial } from './seen-trial.ts';

export interface ObservedTrials {
  readonly trials: readonly SeenTrial[];
  /** Mean time a trial waited for the machine to cool, besides its planned pauses. */
  readonly thermal_s: number;
  /** Domains in the energies: `package (modelled)`, ... */
  readonly domains: readonly string[];
}

/** @param workOf multiply-adds of a trial, see core/forecast/work.ts */
export function observedTrials(
  study: StudyFile,
  sources: readonly Source[],
  workOf: (levels: Levels, trial: StoredTrial) => number,
): ObservedTrials {
  const energies = [IDLE_PHASE, ...TRAINER_PHASES].map((name) => readEnergies(study, name));
  const seen = readTrials(study).flatMap((trial) => {
    const { state, started_unix_ms, ended_unix_ms } = trial;
    if (state !== 'done' || started_unix_ms === null || ended_unix_ms === null) return [];
    const of = {
      levels: trial.levels,
      work: workOf(trial.levels, trial),
      lasted_s: (ended_unix_ms - started_unix_ms) / 1e3,
      phases: readPhases(study, trial.id),
      energies: energies.flatMap((by_trial) => by_trial.get(trial.id) ?? []),
    };
    return seenTrial(of, sources) ?? [];
  });
  const waited_s = seen.reduce((sum, { thermal_s }) => sum + thermal_s, 0);
  return {
    trials: seen.map(({ trial }) => trial),
    thermal_s: seen.length === 0 ? 0 : waited_s / seen.length,
    domains: [...new Set(seen.flatMap(({ domains }) => domains))],
  };
}

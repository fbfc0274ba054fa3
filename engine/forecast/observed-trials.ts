// The finished trials of a study as the forecast sees them: work, time, energy, idle power.
import type { Levels } from '../../core/analysis.ts';
import type { TotalEnergy } from '../../core/documents.ts';
import type { SeenTrial } from '../../core/forecast/forecast.ts';
import type { Source } from '../../core/source.ts';
import { secondsBetween } from '../../core/units.ts';
import { readEnergies } from '../../db/energies.ts';
import { readPhases } from '../../db/phases.ts';
import type { StudyFile } from '../../db/study-file.ts';
import { readTrials, type StoredTrial } from '../../db/trials.ts';
import { phaseTotal } from '../trial-energy.ts';

/** Phases in which the machine only waits. */
export const PAUSES: readonly string[] = ['thermal', 'idle', 'cooldown'];
/** Phases in which the trainer works. */
const BUSY = ['load', 'warmup', 'train', 'evaluate'] as const;

export interface ObservedTrials {
  readonly trials: readonly SeenTrial[];
  /** Mean seconds a trial waited for the machine to cool, beside its planned pauses. */
  readonly thermal_s: number;
  /** What the energies are made of: `package (modelled)`, ... */
  readonly domains: readonly string[];
}

/** @param workOf multiply-adds of a trial, see core/forecast/work.ts */
export function observedTrials(
  study: StudyFile,
  sources: readonly Source[],
  workOf: (levels: Levels, trial: StoredTrial) => number,
): ObservedTrials {
  const energies = new Map([...BUSY, 'idle'].map((name) => [name, readEnergies(study, name)]));
  const totalOf = (trial: number, phase: string): TotalEnergy =>
    phaseTotal(energies.get(phase)?.get(trial) ?? [], sources);
  const domains = new Set<string>();
  let waited_s = 0;
  const done = readTrials(study).filter(({ state }) => state === 'done');
  const trials = done.flatMap((trial): SeenTrial[] => {
    const length_s = new Map(
      readPhases(study, trial.id).flatMap(({ name, t_begin_ns, t_end_ns }) =>
        t_end_ns === null ? [] : [[name, secondsBetween(t_begin_ns, t_end_ns)] as const],
      ),
    );
    const train_s = length_s.get('train');
    const { started_unix_ms, ended_unix_ms } = trial;
    if (train_s === undefined || started_unix_ms === null || ended_unix_ms === null) return [];
    waited_s += length_s.get('thermal') ?? 0;
    const pauses_s = PAUSES.reduce((sum, name) => sum + (length_s.get(name) ?? 0), 0);
    const train = totalOf(trial.id, 'train');
    for (const domain of train.domains) domains.add(domain);
    const busy = BUSY.map((name) => totalOf(trial.id, name).energy_j);
    const idle_s = length_s.get('idle') ?? 0;
    const idle_j = totalOf(trial.id, 'idle').energy_j;
    return [
      {
        levels: trial.levels,
        work: workOf(trial.levels, trial),
        busy_s: Math.max(train_s, (ended_unix_ms - started_unix_ms) / 1e3 - pauses_s),
        busy_j: train.energy_j === null ? null : busy.reduce<number>((sum, one) => sum + (one ?? 0), 0),
        train_s,
        train_j: train.energy_j,
        idle_w: idle_j === null || idle_s < LEAST_IDLE_S ? null : idle_j / idle_s,
        sensor_share:
          train.ci === null || !train.energy_j ? null : (train.ci[1] - train.ci[0]) / 2 / train.energy_j,
      },
    ];
  });
  return { trials, thermal_s: trials.length === 0 ? 0 : waited_s / trials.length, domains: [...domains] };
}

/** A shorter idle phase is mostly the edge of a sensor. */
const LEAST_IDLE_S = 0.1;

// Brings what follows a sweep up to the trials that ended in an earlier session; a new study has none.
import type { PlannedTrial } from '../../core/design/design.ts';
import { trainerConfig } from '../../core/design/trainer-settings.ts';
import type { Look } from '../../core/statistics/sequential/stopping-rule.ts';
import { IDLE_PHASE } from '../../core/study/phase.ts';
import { TRAINER_PHASES } from '../../core/trainer-protocol.ts';
import { readEnergies } from '../../db/energies.ts';
import { readLooks } from '../../db/looks.ts';
import { hasEndedTrials, readTrials } from '../../db/trials.ts';
import type { RefinedForecast } from '../forecast/refined-forecast.ts';
import type { EarlyEnd } from './early-end.ts';
import type { SweepClock } from './progress.ts';
import type { TrialContext } from './trial.ts';

export interface Followed {
  /** The trials that are left to run, in their order. */
  readonly rest: readonly PlannedTrial[];
  readonly failed_trials: number;
  /** The last interim look; null before the first. */
  readonly look: Look | null;
}

/** Trials that failed stay failed. A look that was due when the program ended is taken now. */
export function followStored(
  { study, guards, design, answers }: Pick<TrialContext, 'study' | 'guards' | 'design' | 'answers'>,
  trials: readonly PlannedTrial[],
  { refined, early, clock }: { refined: RefinedForecast; early: EarlyEnd; clock: SweepClock },
): Followed {
  if (!hasEndedTrials(study)) return { rest: trials, failed_trials: 0, look: null };
  const stored = new Map(readTrials(study).map((trial) => [trial.id, trial]));
  const stateOf = ({ order }: PlannedTrial) => stored.get(order)?.state;
  const hasEnded = (planned: PlannedTrial) => ['done', 'failed'].includes(stateOf(planned) ?? '');
  const ended = trials.filter(hasEnded);
  const rest = trials.filter((planned) => !hasEnded(planned));

  const looks = readLooks(study);
  early.recall(looks.map(({ n }) => n));
  guards.recall(
    study,
    ended.map((planned) => ({
      id: planned.order,
      cell: JSON.stringify(planned.levels),
      is_done: stateOf(planned) === 'done',
    })),
  );
  const phases = [IDLE_PHASE, ...TRAINER_PHASES].map((name) => readEnergies(study, name));
  let look = looks.at(-1) ?? null;
  for (const planned of ended) {
    const { started_unix_ms, ended_unix_ms, state, result } = stored.get(planned.order) ?? {};
    if (result) answers.recall(trainerConfig(design, planned), result.weights_hash);
    if (state === 'done' && started_unix_ms && ended_unix_ms) {
      const lasted_s = (ended_unix_ms - started_unix_ms) / 1e3;
      const energies = phases.flatMap((by_trial) => by_trial.get(planned.order) ?? []);
      clock.took(planned, lasted_s);
      const seen = refined.add(study, planned, energies, lasted_s);
      if (seen !== null) early.add(planned, seen);
    }
    if (trials[planned.order]?.block !== planned.block) look = early.look() ?? look;
  }
  return { rest, failed_trials: ended.filter((one) => stateOf(one) === 'failed').length, look };
}

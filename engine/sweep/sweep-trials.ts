// Runs the trials of a sweep in turn until the last one, an abort, a fault or an early end.

import type { PlannedTrial } from '../../core/design/design.ts';
import type { Look } from '../../core/statistics/sequential/stopping-rule.ts';
import type { EndState } from '../../core/study/state.ts';
import { insertLook } from '../../db/looks.ts';
import { RefinedForecast } from '../forecast/refined-forecast.ts';
import { EarlyEnd } from './early-end.ts';
import type { SweepClock } from './progress.ts';
import { followStored } from './stored-trials.ts';
import { runTrial, type TrialContext } from './trial.ts';
import { warmUp } from './warm-up.ts';

export interface TrialsEnd {
  readonly state: EndState;
  readonly failed_trials: number;
  /** Why it failed, which trial failed, or why it ended early; null when all went as planned. */
  readonly message: string | null;
}

/** After this many failures in a row the fault is not in the trial. */
const MAX_FAILURES_IN_A_ROW = 2;

/**
 * Runs the trials that have not ended in an earlier session.
 * @param check throws when writing the study has failed
 */
export async function runTrials(
  context: TrialContext,
  trials: readonly PlannedTrial[],
  clock: SweepClock,
  check: () => void,
): Promise<TrialsEnd> {
  const { design, study, parts, recorder, sources } = context;
  const { alpha } = parts.settings;
  const refined = new RefinedForecast(design, sources, parts.settings);
  const early = new EarlyEnd((look) => recorder.write(() => insertLook(study, look)), design, alpha);
  const followed = followStored(context, trials, { refined, early, clock });
  const { rest } = followed;
  let { failed_trials } = followed;
  if (isEnough(followed.look)) return earlyEnd(context, followed.look, failed_trials);
  const [first] = rest;
  if (first !== undefined && design.protocol.warmup_trials > 0) {
    clock.beginTrial(first);
    clock.phase('warming up');
    if (!(await warmUp(context, first))) return { state: 'aborted', failed_trials, message: STOPPED };
  }
  let in_a_row = 0;
  let message = failed_trials === 0 ? null : `${failed_trials} of ${trials.length} trials failed`;
  for (const planned of rest) {
    if (!(await pauseBefore(context, planned, clock)))
      return {
        state: 'aborted',
        failed_trials,
        message: `${STOPPED} while paused before trial ${planned.order}`,
      };
    clock.beginTrial(planned);
    const end = await runTrial(context, planned);
    check();
    const { order } = planned;
    const which = `trial ${order} of ${trials.length}`;
    const seen = end.state === 'done' ? refined.add(study, planned, end.energies, clock.inTrial_s()) : null;
    clock.endTrial(end.state, refined.of(trials.slice(order)));
    if (end.state === 'aborted')
      return { state: 'aborted', failed_trials, message: `${STOPPED} in ${which}` };
    in_a_row = end.state === 'failed' ? in_a_row + 1 : 0;
    if (end.state === 'failed') {
      failed_trials++;
      message = `${which} failed: ${end.message}`;
    }
    if (in_a_row >= MAX_FAILURES_IN_A_ROW)
      return {
        state: 'failed',
        failed_trials,
        message: `${in_a_row} trials in a row failed, so the sweep was stopped; the last error: ${end.message}`,
      };
    if (seen !== null) early.add(planned, seen);
    if (trials[order]?.block === planned.block) continue;
    const look = early.look();
    if (isEnough(look)) return earlyEnd(context, look, failed_trials);
  }
  return { state: 'done', failed_trials, message };
}

const isEnough = (look: Look | null): look is Look => look?.stop === 'narrow enough';

function earlyEnd({ design, recorder }: TrialContext, look: Look, failed_trials: number): TrialsEnd {
  const message = `ended after ${look.n} of at most ${design.replicates} replicates: the interval of the difference is ±${look.half_width_pct?.toPrecision(3)} %, as narrow as requested`;
  recorder.event('ended_early', message);
  return { state: 'done', failed_trials, message };
}

const STOPPED = 'stopped by the user';

/** After a longer pause the machine has cooled down, s. */
const COLD_AFTER_S = 30;

/** Waits if a pause was requested, and warms up again after a long one. False when the user stopped the sweep. */
async function pauseBefore(
  context: TrialContext,
  planned: PlannedTrial,
  clock: SweepClock,
): Promise<boolean> {
  const { control, recorder, signal, design } = context;
  if (control.pause === 'none') return true;
  recorder.event('paused', `before trial ${planned.order}`);
  const paused_s = await control.passGate(signal);
  clock.stoodStill(paused_s);
  if (signal.aborted) return false;
  recorder.event('resumed', `after ${paused_s.toFixed(1)} s, before trial ${planned.order}`);
  if (paused_s < COLD_AFTER_S || design.protocol.warmup_trials === 0) return true;
  clock.phase('warming up');
  return warmUp(context, planned);
}

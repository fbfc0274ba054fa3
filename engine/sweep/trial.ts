// Runs one trial: optional wait for cooling, idle baseline, the trainer's warm-up, training and evaluation, cool-down.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Design, PlannedTrial } from '../../core/design/design.ts';
import { trainerConfig } from '../../core/design/trainer-settings.ts';
import { AuditError } from '../../core/errors.ts';
import type { Source } from '../../core/source.ts';
import { IDLE_PHASE, type PhaseName, type QuietPhase, TRAIN_PHASE } from '../../core/study/phase.ts';
import type { EndState } from '../../core/study/state.ts';
import type { Doubt } from '../../core/trainer-check/order.ts';
import type { SweepAnswers } from '../../core/trainer-check/sweep-answers.ts';
import { TrainerCheck } from '../../core/trainer-check/trainer-check.ts';
import type { TrainerMessage } from '../../core/trainer-protocol.ts';
import type { PartDigest } from '../../db/chain/parts.ts';
import { sampleDigestInSlices } from '../../db/chain/sample-digest.ts';
import type { StoredEnergy } from '../../db/energies.ts';
import { insertEpoch } from '../../db/epochs.ts';
import { insertEvent } from '../../db/events.ts';
import { beginPhase, endPhase, readPhases } from '../../db/phases.ts';
import type { StudyFile } from '../../db/study-file.ts';
import { beginTrial, endTrial, storeResult, type TrialResult } from '../../db/trials.ts';
import { type ResultMessage, runTrainer } from '../../native/trainer/process.ts';
import type { TrialGuards } from '../guards/trial-guards.ts';
import type { Sampler } from '../sampling/sampler.ts';
import { monotonicNs, unixMs } from '../setup/clock.ts';
import type { EngineParts } from '../setup/parts.ts';
import { storeTrialEnergies } from '../study/trial-energy.ts';
import { whyDiscarded } from './healing.ts';
import { type Recorder, SAMPLER_BEHIND } from './recorder.ts';
import type { SweepControl } from './sweep-control.ts';

export interface TrialContext {
  readonly parts: EngineParts;
  readonly study: StudyFile;
  readonly design: Design;
  readonly recorder: Recorder;
  readonly sampler: Sampler;
  readonly sources: readonly Source[];
  readonly guards: TrialGuards;
  readonly control: SweepControl;
  /** What the trainer answered in the trials so far. */
  readonly answers: SweepAnswers;
  readonly signal: AbortSignal;
  onPhase(name: PhaseName, t_ns: number): void;
  onMessage(message: TrainerMessage): void;
}

export interface TrialEnd {
  readonly state: EndState;
  /** Why, in one line; null when done. */
  readonly message: string | null;
  /** Energies of all its phases. */
  readonly energies: readonly StoredEnergy[];
}

/** Runs one trial to its end, good or bad; all its data is in the study file when this resolves. */
export async function runTrial(context: TrialContext, planned: PlannedTrial): Promise<TrialEnd> {
  const { study, recorder, sampler, design, guards } = context;
  const trial = planned.order;
  recorder.write(() => beginTrial(study, trial, unixMs()));
  recorder.follow(trial);
  context.control.follow(trial);
  const { failures } = sampler;
  let end: TrainedEnd;
  try {
    guards.begin();
    if (guards.waits) await coolingPhase(context, trial);
    guards.idleBegins();
    await pausePhase(context, trial, IDLE_PHASE, design.idle_s);
    guards.trainerBegins();
    end = await train(context, planned);
    guards.trainerEnded();
    if (end.state === 'done') await pausePhase(context, trial, 'cooldown', design.cooldown_s);
  } catch (error) {
    if (!context.signal.aborted) throw error;
    end = { state: 'aborted', message: whyStopped(context.signal), doubts: [] };
  }
  if (!(await sampler.caughtUp())) recorder.event('sampler_behind', SAMPLER_BEHIND);
  if (end.message !== null) recorder.event(end.state, end.message);
  // Readings that come from now on belong to no trial: its link of the hash chain covers those until here.
  recorder.follow(null);
  context.control.follow(null);
  await recorder.written(() => {});
  const samples = await sampleDigestInSlices(study, trial);
  const has_hole = sampler.failures > failures;
  const closed = await recorder.written(() => closeTrial(context, planned, { ...end, has_hole }, samples));
  // The file alone now holds the trial; only the next one is in the log beside it.
  await recorder.folded();
  return closed;
}

/** Stores the energies, conditions and end of a trial, all or nothing. `has_hole`: the sampler failed meanwhile. */
function closeTrial(
  { study, sources, guards }: TrialContext,
  planned: PlannedTrial,
  { has_hole, ...ended }: TrainedEnd & { readonly has_hole: boolean },
  samples: PartDigest,
): TrialEnd {
  const trial = planned.order;
  const energies = storeTrialEnergies(study, trial, sources);
  const why =
    has_hole && ended.state === 'done' ? whyDiscarded(energies, readPhases(study, trial), sources) : null;
  const { state, message } = why === null ? ended : ({ state: 'failed', message: why } as const);
  if (why !== null) insertEvent(study, { trial, t_ns: monotonicNs(), kind: 'discarded', message: why });
  const cell = { id: trial, cell: JSON.stringify(planned.levels), is_done: state === 'done' };
  const flags = new Set([
    ...energies.filter((e) => e.phase === TRAIN_PHASE).flatMap((e) => e.flags),
    ...guards.store(study, cell, energies, sources),
    ...ended.doubts.map(({ flag }) => flag),
  ]);
  endTrial(study, trial, { state, message, ended_unix_ms: unixMs(), flags: [...flags] }, samples);
  return { state, message, energies };
}

/** A fault of the study ends a trial by the same signal as the user. */
const whyStopped = ({ reason }: AbortSignal): string =>
  reason instanceof AuditError ? reason.message : 'stopped by the user';

const pausePhase = (
  context: TrialContext,
  trial: number,
  name: QuietPhase,
  duration_s: number,
): Promise<void> =>
  quietPhase(context, trial, name, () => sleep(duration_s * 1000, undefined, { signal: context.signal }));

function coolingPhase(context: TrialContext, trial: number): Promise<void> {
  return quietPhase(context, trial, 'thermal', async () => {
    const too_warm = await context.guards.cool(context.signal);
    if (too_warm.length > 0)
      context.recorder.event('not_cooled', `still too warm after the longest wait: ${too_warm.join(', ')}`);
  });
}

/** A phase in which Wattproof itself does no work. */
async function quietPhase(
  context: TrialContext,
  trial: number,
  name: QuietPhase,
  wait: () => Promise<unknown>,
): Promise<void> {
  const begin_ns = monotonicNs();
  context.onPhase(name, begin_ns);
  context.sampler.mark();
  context.recorder.write(() => beginPhase(context.study, trial, name, begin_ns));
  await wait();
  const end_ns = monotonicNs();
  context.recorder.write(() => endPhase(context.study, trial, name, end_ns));
  context.sampler.mark();
}

/** How the training ended, and what is doubted of it. */
type TrainedEnd = Omit<TrialEnd, 'energies'> & { readonly doubts: readonly Doubt[] };

async function train(context: TrialContext, planned: PlannedTrial): Promise<TrainedEnd> {
  const { parts, study, recorder, sampler, signal } = context;
  const trial = planned.order;
  const config = trainerConfig(context.design, planned);
  const begin_ns = monotonicNs();
  const check = new TrainerCheck({ config, begin_ns }, context.answers);
  recorder.delay.turned(begin_ns);
  const outcome = await runTrainer({
    path: parts.trainer_path,
    config,
    signal,
    ...(parts.trainer_silence_s === undefined ? {} : { silence_timeout_s: parts.trainer_silence_s }),
    refuse(message, arrived_ns) {
      const own_delay_ns = recorder.delay.between(stampOf(message) ?? arrived_ns, arrived_ns);
      recorder.delay.turned(arrived_ns);
      return check.hear(message, { arrived_ns, own_delay_ns });
    },
    onMessage(message) {
      if (message.type === 'phase') {
        sampler.mark();
        if (message.edge === 'begin') {
          context.onPhase(message.name, message.t_ns);
          recorder.write(() => beginPhase(study, trial, message.name, message.t_ns));
        } else recorder.write(() => endPhase(study, trial, message.name, message.t_ns));
      } else if (message.type === 'epoch') {
        const { type: _, ...epoch } = message;
        recorder.write(() => insertEpoch(study, trial, epoch));
      }
      context.onMessage(message);
    },
  });
  const { doubts } = check;
  for (const { flag, why } of doubts) recorder.event(flag, why);
  if (outcome.kind === 'passed') {
    const result = storedResult(outcome.result);
    recorder.write(() => storeResult(study, trial, result));
    return { state: 'done', message: null, doubts };
  }
  if (outcome.kind === 'aborted' || signal.aborted)
    return { state: 'aborted', message: whyStopped(signal), doubts };
  recorder.event(`trainer_${outcome.kind}`, outcome.message);
  return { state: 'failed', message: outcome.message, doubts };
}

const storedResult = (result: ResultMessage): TrialResult => ({
  ...result,
  answered_precision: result.precision,
  answered_batch_size: result.batch_size,
  answered_seed: result.seed,
});

/** The moment that a message is about; null for an error, which has none. */
const stampOf = (message: TrainerMessage): number | null =>
  message.type === 'epoch' ? message.t_end_ns : message.type === 'error' ? null : message.t_ns;

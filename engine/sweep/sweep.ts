// Runs a sweep: every planned trial in its random order, written to the study file as it happens.

import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveView, SweepProgress } from '../../core/contract/ipc.ts';
import { checkDesign } from '../../core/design/check.ts';
import type { Design, PlannedTrial } from '../../core/design/design.ts';
import { layOut, variedFactors } from '../../core/design/layout.ts';
import { AuditError } from '../../core/errors.ts';
import type { Source } from '../../core/source.ts';
import type { EndState } from '../../core/study/state.ts';
import { SweepAnswers } from '../../core/trainer-check/sweep-answers.ts';
import type { TrainerMessage } from '../../core/trainer-protocol.ts';
import { endStudy, readStudy, releaseStudy } from '../../db/studies.ts';
import { asWriteError, closeStudyFile, type StudyFile } from '../../db/study-file.ts';
import { insertWallReading } from '../../db/wall-readings.ts';
import { cpuStates } from '../guards/cpu-state.ts';
import { MachineWatch } from '../guards/machine-watch.ts';
import { TrialGuards } from '../guards/trial-guards.ts';
import { LiveViews } from '../sampling/live.ts';
import { type SampledBatch, type Sampler, startSampler } from '../sampling/sampler.ts';
import { checkTrainer } from '../setup/check-trainer.ts';
import { unixMs } from '../setup/clock.ts';
import type { EngineParts } from '../setup/parts.ts';
import { beginSweepStudy } from './begin-study.ts';
import { SweepClock } from './progress.ts';
import { Recorder } from './recorder.ts';
import { StudyWatch } from './study-watch.ts';
import { SweepControl } from './sweep-control.ts';
import { runTrials } from './sweep-trials.ts';

export interface SweepOptions {
  readonly design: Design;
  /** Path of the new study; an existing file is refused. */
  readonly study_path: string;
  readonly signal: AbortSignal;
  onProgress(progress: SweepProgress): void;
  /** Pauses the sweep and records wall readings; default: none. */
  readonly control?: SweepControl;
  /** Live power while the sweep runs, for a window. */
  onView?(view: LiveView): void;
}

export interface SweepOutcome {
  readonly study: string;
  /** Tells the study from another one at the same path. */
  readonly uuid: string | null;
  readonly state: EndState;
  readonly failed_trials: number;
  /** Why it failed or which trials failed; null when all went well. */
  readonly message: string | null;
}

/**
 * Runs a design to its end. Whatever happens, recorded data stays in the study file.
 * @throws AuditError before anything is written: `design`, `trainer` (missing, or lacking what the design needs),
 * `study` (the file exists), `meter`.
 */
export async function runSweep(parts: EngineParts, options: SweepOptions): Promise<SweepOutcome> {
  const design = checkDesign(options.design);
  await checkTrainer(parts, design);
  const trials = layOut(design);
  return conductSweep(parts, options, {
    design,
    trials,
    open: (sampler) => beginSweepStudy(parts, { design, trials, sampler, path: options.study_path }),
  });
}

/** A sweep that is begun or taken up again. */
interface ConductedSweep {
  readonly design: Design;
  readonly trials: readonly PlannedTrial[];
  /** Sources of an existing study; absent: those of the meters. */
  readonly sources?: readonly Source[];
  /** Opens the study for writing, with this process as its owner. */
  open(sampler: Sampler): Promise<StudyFile>;
}

export async function conductSweep(
  parts: EngineParts,
  options: Omit<SweepOptions, 'design'>,
  { design, trials, open, sources: known }: ConductedSweep,
): Promise<SweepOutcome> {
  let recorder: Recorder | null = null;
  let sampler: Sampler | null = null;
  const watch = new MachineWatch(parts.env);
  const views = new LiveViews(cpuStates(watch, () => performance.now()));
  const trouble = new AbortController();
  const listeners = {
    onBatch(batch: SampledBatch) {
      recorder?.batch(batch);
      watch.hear(batch.states);
      if (sampler) options.onView?.(views.next(sampler.sources, batch));
    },
    onFailure(message: string) {
      recorder?.event('sampler_failed', message);
      trouble.abort(
        new AuditError(
          'meter',
          `power can no longer be read (${message}), so the sweep was stopped; its trials so far are in ${options.study_path}, and wattproof run --resume goes on with it`,
        ),
      );
    },
  };
  sampler = await startSampler(parts, listeners, {
    signal: options.signal,
    ...(known === undefined ? {} : { sources: known }),
  });
  const { sources } = sampler;
  const signal = AbortSignal.any([options.signal, trouble.signal]);
  const { control = new SweepControl() } = options;
  let study: StudyFile | null = null;
  let file: StudyWatch | null = null;
  try {
    study = await open(sampler);
    // A plan of 100,000 trials takes about a second to write; whoever else waits for this thread comes first now.
    await sleep(0);
    const fail = (error: unknown): false => {
      trouble.abort(error);
      return false;
    };
    recorder = new Recorder(study, fail);
    file = new StudyWatch(study, fail);
    await recorder.folded();
    await sleep(0);
    const clock = new SweepClock(options.study_path, trials, variedFactors(design), options.onProgress);
    const [opened, writer] = [study, recorder];
    control.attach(
      (reading) => writer.write(() => insertWallReading(opened, reading)),
      (pause) => clock.pause(pause),
    );
    const context = {
      parts,
      study,
      design,
      recorder,
      sampler,
      sources,
      guards: new TrialGuards(watch, design),
      control,
      answers: new SweepAnswers(),
      signal,
      onPhase: (name: string, t_ns: number) => clock.phase(name, t_ns),
      onMessage: (said: TrainerMessage) => clock.message(said),
    };
    const end = await runTrials(context, trials, clock, () => trouble.signal.throwIfAborted());
    await writer.written(() =>
      endStudy(opened, { state: end.state, ended_unix_ms: unixMs(), exit_code: null }),
    );
    file.look();
    trouble.signal.throwIfAborted();
    return { study: options.study_path, uuid: readStudy(study)?.uuid ?? null, ...end };
  } catch (error) {
    await sampler.stop();
    file?.look();
    if (file?.is_gone) throw file.rescue(parts);
    if (study) letGo(study);
    throw trouble.signal.aborted ? trouble.signal.reason : asWriteError(options.study_path, error);
  } finally {
    control.attach(null, () => {});
    await sampler.stop();
    watch.close();
    if (file) file.close();
    else if (study) closeStudyFile(study);
  }
}

/** The window goes on after a sweep that it could not end, so the study must not look as if it were still being made. */
function letGo(study: StudyFile): void {
  try {
    releaseStudy(study);
  } catch {
    // The disk that ended the sweep refuses this as well; the owner is then known to be gone when the window is closed.
  }
}

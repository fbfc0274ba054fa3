// A sweep: every planned trial in its random order, everything into the study file while it happens.
import { checkDesign } from '../core/design/check.ts';
import type { Design } from '../core/design/design.ts';
import { layOut, variedFactors } from '../core/design/layout.ts';
import type { LiveView, SweepProgress } from '../core/ipc.ts';
import { endStudy } from '../db/studies.ts';
import { asWriteError, closeStudyFile } from '../db/study-file.ts';
import { beginSweepStudy } from './begin-study.ts';
import { checkTrainer } from './check-trainer.ts';
import { unixMs } from './clock.ts';
import { LiveViews } from './live.ts';
import type { EngineParts } from './parts.ts';
import { SweepClock } from './progress.ts';
import { Recorder } from './recorder.ts';
import { type Sampler, startSampler } from './sampler.ts';
import { runTrial } from './trial.ts';

export interface SweepOptions {
  readonly design: Design;
  /** Where the new study goes; an existing file is refused. */
  readonly study_path: string;
  readonly signal: AbortSignal;
  onProgress(progress: SweepProgress): void;
  /** Live power while the sweep runs, for a window. */
  onView?(view: LiveView): void;
}

export interface SweepOutcome {
  readonly study: string;
  readonly state: 'done' | 'aborted' | 'failed';
  readonly failed_trials: number;
  /** Why it failed or which trials did; null when all went well. */
  readonly message: string | null;
}

/** After so many failures in a row the fault is not in the trial. */
const MAX_FAILURES_IN_A_ROW = 2;

/**
 * Runs a design to its end. What was recorded stays in the study file whatever happens.
 * @throws AuditError before anything is written: `design`, `trainer` (missing, or without what the design asks for),
 * `study` (the file exists), `meter`.
 */
export async function runSweep(parts: EngineParts, options: SweepOptions): Promise<SweepOutcome> {
  const design = checkDesign(options.design);
  await checkTrainer(parts, design);
  const trials = layOut(design);

  let recorder: Recorder | null = null;
  let sampler: Sampler | null = null;
  const views = new LiveViews();
  sampler = await startSampler(parts, {
    onBatch(batch) {
      recorder?.batch(batch);
      if (sampler) options.onView?.(views.next(sampler.sources, batch));
    },
    onFailure: (message) => recorder?.event('sampler_failed', message),
  });
  const { sources } = sampler;
  const trouble = new AbortController();
  const signal = AbortSignal.any([options.signal, trouble.signal]);
  let study: Awaited<ReturnType<typeof beginSweepStudy>> | null = null;
  try {
    study = await beginSweepStudy(parts, { design, trials, sampler, path: options.study_path });
    recorder = new Recorder(study, (error) => trouble.abort(error));
    const clock = new SweepClock(
      options.study_path,
      trials,
      variedFactors(design.factors),
      options.onProgress,
    );
    let [failed_trials, in_a_row] = [0, 0];
    let [state, message]: [SweepOutcome['state'], string | null] = ['done', null];
    for (const planned of trials) {
      clock.beginTrial(planned);
      const end = await runTrial(
        {
          parts,
          study,
          design,
          recorder,
          sampler,
          sources,
          signal,
          onPhase: (name) => clock.phase(name),
          onMessage: (said) => clock.message(said),
        },
        planned,
      );
      trouble.signal.throwIfAborted();
      clock.endTrial(end.state);
      if (end.state === 'aborted') {
        [state, message] = ['aborted', `stopped by the user in trial ${planned.order} of ${trials.length}`];
        break;
      }
      in_a_row = end.state === 'failed' ? in_a_row + 1 : 0;
      if (end.state === 'failed') {
        failed_trials++;
        message = `trial ${planned.order} of ${trials.length} failed: ${end.message}`;
      }
      if (in_a_row >= MAX_FAILURES_IN_A_ROW) {
        state = 'failed';
        message = `${in_a_row} trials in a row failed, so the sweep was stopped; the last one: ${end.message}`;
        break;
      }
    }
    endStudy(study, { state, ended_unix_ms: unixMs(), exit_code: null });
    return { study: options.study_path, state, failed_trials, message };
  } catch (error) {
    throw trouble.signal.aborted ? trouble.signal.reason : asWriteError(options.study_path, error);
  } finally {
    recorder?.follow(null);
    await sampler.stop();
    if (study) closeStudyFile(study);
  }
}

// Training runs before the first trial, so that it does not start on a colder machine than the others.
import type { PlannedTrial } from '../../core/design/design.ts';
import { trainerConfig } from '../../core/design/trainer-settings.ts';
import { runTrainer } from '../../native/trainer/process.ts';
import type { TrialContext } from './trial.ts';

/**
 * Trains the planned cell as often as the design requires; this makes events but no trials. Returns false when the user
 * stopped it. A failed training run is only an event, because the first trial will meet the same fault.
 */
export async function warmUp(context: TrialContext, planned: PlannedTrial): Promise<boolean> {
  const { parts, design, recorder, signal } = context;
  const { warmup_trials } = design.protocol;
  for (let run = 1; run <= warmup_trials; run++) {
    const outcome = await runTrainer({
      path: parts.trainer_path,
      config: trainerConfig(design, planned),
      signal,
      ...(parts.trainer_silence_s === undefined ? {} : { silence_timeout_s: parts.trainer_silence_s }),
      onMessage() {},
    });
    if (signal.aborted) return false;
    const which = `warm-up training ${run} of ${warmup_trials}`;
    if (outcome.kind === 'passed') recorder.event('warmed_up', which);
    else recorder.event('warm_up_failed', `${which}: ${outcome.message}`);
  }
  return true;
}

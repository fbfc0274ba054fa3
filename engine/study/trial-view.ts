// The view of one trial: power over time, energies by source, epochs and events.

import type { TrialView } from '../../core/contract/study-questions.ts';
import { AuditError } from '../../core/errors.ts';
import { secondsBetween } from '../../core/units.ts';
import { readEpochs } from '../../db/epochs.ts';
import { readEvents } from '../../db/events.ts';
import { readPhases } from '../../db/phases.ts';
import { sampleSpan } from '../../db/samples.ts';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { readTrials } from '../../db/trials.ts';
import { readWallReadings } from '../../db/wall-readings.ts';
import { LongTraces } from './long-traces.ts';
import { readContents } from './study-contents.ts';
import { sourceEnergies } from './trial-energy.ts';
import { exampleTrace } from './trial-trace.ts';
import { asUnreadable } from './unreadable.ts';

/** @throws AuditError `study` when the file cannot be read, `usage` for a missing trial or a window without length. */
export function viewTrial(
  path: string,
  trial: number,
  window: { readonly begin_s: number; readonly end_s: number } | null,
  kept: LongTraces = new LongTraces(),
): TrialView {
  if (window !== null && !(window.end_s > window.begin_s))
    throw new AuditError(
      'usage',
      `expected a window that ends after it begins, got ${window.begin_s} to ${window.end_s} s`,
    );
  const study = openStudyFile(path, 'read');
  try {
    if (!readTrials(study).some(({ id }) => id === trial))
      throw new AuditError('usage', `${path} has no trial ${trial}`);
    const { sources, energies } = readContents(study);
    const span = sampleSpan(study, trial);
    const phases = readPhases(study, trial);
    const stamps = [
      span.t_begin_ns,
      span.t_end_ns,
      ...phases.flatMap(({ t_begin_ns, t_end_ns }) => [t_begin_ns, t_end_ns]),
    ].filter((t_ns) => t_ns !== null);
    const origin_ns = stamps.length === 0 ? 0 : Math.min(...stamps);
    const seconds = (t_ns: number): number => secondsBetween(origin_ns, t_ns);
    return {
      trial,
      length_s: stamps.length === 0 ? null : seconds(Math.max(...stamps)),
      trace: exampleTrace(study, sources, trial, window, kept),
      samples: kept.countOf(study, trial),
      wall: readWallReadings(study).filter((reading) => reading.trial === trial),
      energies: sourceEnergies(energies.get(trial) ?? [], sources),
      epochs: readEpochs(study, trial).map(({ epoch, t_end_ns, train_loss, train_accuracy }) => ({
        epoch,
        end_s: seconds(t_end_ns),
        train_loss,
        train_accuracy,
      })),
      events: readEvents(study)
        .filter((event) => event.trial === trial)
        .map(({ t_ns, kind, message }) => ({ t_s: seconds(t_ns), kind, message })),
    };
  } catch (error) {
    throw asUnreadable(path, error);
  } finally {
    closeStudyFile(study);
  }
}

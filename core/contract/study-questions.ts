// Questions the window asks about a study and a trial, and the view of a trial that answers one.
import { z } from 'zod';
import type { SourceEnergy } from '../energy/source-energy.ts';
import { AnalysisRequest } from '../study/analysis-request.ts';
import type { ReportTrace } from '../study/trace.ts';
import type { WallReading } from '../study/wall-entry.ts';
import { StudyHandle } from './handles.ts';

/** A study and the options of its analysis. */
export const StudyQuestion = AnalysisRequest.extend({ study: StudyHandle });
export type StudyQuestion = z.infer<typeof StudyQuestion>;

/** One trial of a study and the part whose power is requested, in seconds since its first sample. */
export const TrialQuestion = z.strictObject({
  study: StudyHandle,
  trial: z.int().min(1),
  window: z.strictObject({ begin_s: z.number().min(0), end_s: z.number().positive() }).optional(),
});
export type TrialQuestion = z.infer<typeof TrialQuestion>;

/** A trial for its page. */
export interface TrialView {
  readonly trial: number;
  /** From the first sample or phase to the last, s; null without any. */
  readonly length_s: number | null;
  /** Power in the requested window, thinned for drawing; null where nothing was sampled. */
  readonly trace: ReportTrace | null;
  readonly samples: number;
  /** Readings of a wall meter that the user entered during the trial. */
  readonly wall: readonly WallReading[];
  /** Energies of the phase that is analysed. */
  readonly energies: readonly SourceEnergy[];
  readonly epochs: readonly {
    readonly epoch: number;
    readonly end_s: number;
    readonly train_loss: number;
    readonly train_accuracy: number;
  }[];
  readonly events: readonly { readonly t_s: number; readonly kind: string; readonly message: string }[];
}

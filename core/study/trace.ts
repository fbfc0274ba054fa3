// The power of one trial for a figure.
import type { Phase, TraceSeries } from '../figures/figures.ts';

/** Power over one trial, thinned for drawing, with times relative to its first sample. */
export interface ReportTrace {
  readonly trial: number;
  readonly series: readonly TraceSeries[];
  readonly phases: readonly (Phase & {
    /** Energy over duration, W, in the order of `series`; from all samples, not from the thinned ones. */
    readonly mean_power_w: readonly (number | null)[];
  })[];
}

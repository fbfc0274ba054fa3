// How much arithmetic one training of a cell is: what its time and energy are regressed on.

import type { Design } from '../design/design.ts';
import type { Levels } from '../statistics/analysis.ts';
import type { DataConfig } from '../trainer-protocol.ts';

/** What the trainer is given: numbers per example, classes, examples that are trained on in one epoch. */
export interface DataShape {
  readonly inputs: number;
  readonly classes: number;
  readonly samples: number;
}

/** Share of synthetic examples that the trainer trains on; the others are for the test. */
const TRAINED_SHARE = 0.8;
/** Of the MNIST family, which IDX files hold. */
const IDX = { inputs: 784, classes: 10, samples: 60_000 } as const;

/** The shape as far as the design alone tells it; null where only the files do (CSV, pictures). */
export function shapeOf(data: DataConfig): DataShape | null {
  if (data.kind === 'csv' || data.kind === 'images') return null;
  const kept = 1 - (data.validation ?? 0);
  if (data.kind === 'synthetic')
    return {
      inputs: data.features,
      classes: data.classes,
      samples: Math.floor(data.samples * TRAINED_SHARE * kept),
    };
  const samples = data.train_limit > 0 ? Math.min(data.train_limit, IDX.samples) : IDX.samples;
  return { ...IDX, samples: samples * kept };
}

/** Where the shape is not known: only ratios between cells of one sweep are made of it. */
export const UNKNOWN_SHAPE: DataShape = { inputs: 256, classes: 10, samples: 1 };

/**
 * Multiply-adds of all forward passes of one training: weights x examples x epochs (the backward pass costs twice as much in
 * every cell alike). For a `cnn` the dense layers alone are counted: what its convolutions add is left to the regression.
 */
export function workOf(
  { hidden }: Pick<Design, 'hidden'>,
  levels: Levels,
  { inputs, classes, samples }: DataShape,
): number {
  const widths =
    hidden.length > 0
      ? hidden
      : new Array<number>(Number(levels.layers ?? 1)).fill(Number(levels.neurons ?? 1));
  let [weights, before] = [0, inputs];
  for (const width of widths) {
    weights += before * width;
    before = width;
  }
  return (weights + before * classes) * samples * Number(levels.epochs ?? 1);
}

/** Factors that `workOf` holds already. */
export const WORK_FACTORS: readonly string[] = ['neurons', 'layers', 'epochs'];

// Amount of arithmetic in one training of a cell, on which time and energy are regressed.

import type { Design } from '../design/design.ts';
import type { Levels } from '../statistics/analysis.ts';
import type { DataConfig } from '../trainer-protocol.ts';

/** Size of the training data: numbers per example, classes, and examples trained on in one epoch. */
export interface DataShape {
  readonly inputs: number;
  readonly classes: number;
  readonly samples: number;
}

/** Share of synthetic examples that the trainer trains on; the rest is for testing. */
const TRAINED_SHARE = 0.8;
/** Shape of the MNIST family, which comes in IDX files. */
const IDX = { inputs: 784, classes: 10, samples: 60_000 } as const;

/** The shape according to the design; null where only the files know it (CSV, pictures). */
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

/** Stand-in for an unknown shape: only ratios between cells of one sweep depend on it. */
export const UNKNOWN_SHAPE: DataShape = { inputs: 256, classes: 10, samples: 1 };

/**
 * Multiply-adds of all forward passes of one training: weights x examples x epochs (the backward pass costs twice as
 * much in every cell alike). For a `cnn` only the dense layers are counted: the regression accounts for the
 * convolutions.
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

/** Factors that `workOf` already accounts for. */
export const WORK_FACTORS: readonly string[] = ['neurons', 'layers', 'epochs'];

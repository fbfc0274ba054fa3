// The quick benchmark: precision x batch size where the machine has two precisions, batch size x neurons otherwise.
import type { Backend, DataConfig } from '../trainer-protocol.ts';
import { Design } from './design.ts';

/** Facts about the machine that the quick benchmark depends on. */
export interface QuickFacts {
  readonly backend: Backend;
  readonly data: DataConfig;
  /** Training throughput of the slowest cell, measured just now; null when it could not be. */
  readonly slowest_samples_per_s: number | null;
}

const REPLICATES = 5;
const BATCH_SIZES = [64, 256];
/** Seconds one training should last at most, so that 20 trials with their pauses stay under three minutes. */
const TRAIN_S = 3;
/** Training set sizes; below the smallest, a training is shorter than a power sensor's averaging window. */
const SIZES = [60_000, 40_000, 30_000, 20_000, 10_000, 5_000, 2_000];

/** A design that this machine can run in under three minutes; its notes say which comparison is missing and why. */
export function quickDesign({ backend, data, slowest_samples_per_s }: QuickFacts): Design {
  const precisions = backend.precisions;
  const compares_precision = precisions.length > 1;
  const size =
    SIZES.find((n) => slowest_samples_per_s !== null && n / slowest_samples_per_s <= TRAIN_S) ?? 2_000;
  const notes = compares_precision
    ? []
    : [
        `This machine has one precision (${precisions.join(', ') || 'none'}${backend.reason ? `: ${backend.reason}` : ''}), so batch size is crossed with neurons instead.`,
      ];
  return Design.parse({
    name: 'Quick benchmark',
    factors: compares_precision
      ? { precision: precisions, batch_size: BATCH_SIZES, neurons: [512], layers: [2], epochs: [1] }
      : { precision: precisions, batch_size: BATCH_SIZES, neurons: [128, 512], layers: [2], epochs: [1] },
    replicates: REPLICATES,
    backend: backend.name,
    data: sized(data, size),
    notes,
  });
}

const sized = (data: DataConfig, size: number): DataConfig =>
  data.kind === 'synthetic' ? { ...data, samples: Math.round(size / 0.8) } : { ...data, train_limit: size };

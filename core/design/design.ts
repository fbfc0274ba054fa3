// What an experiment is, as a small readable JSON file that the app and the command line share.
import { z } from 'zod';
import { DataConfig, Optimiser, Precision, TrainingOptions } from '../trainer-protocol.ts';
import { Protocol } from './protocol.ts';

const levels = <T extends z.ZodType>(level: T) =>
  z
    .array(level)
    .min(1)
    .refine((list) => new Set(list).size === list.length, 'every level once');

/** Factors of the sweep: those with two levels or more are analysed, the others are constants of the design. */
export const Factors = z.strictObject({
  precision: levels(Precision).default(['fp32']),
  batch_size: levels(z.int().min(1).max(65536)).default([128]),
  neurons: levels(z.int().min(1).max(16384)).default([256]),
  layers: levels(z.int().min(1).max(64)).default([2]),
  epochs: levels(z.int().min(1).max(10000)).default([2]),
});
export type Factors = z.infer<typeof Factors>;
export type FactorName = keyof Factors;
export const FACTOR_NAMES = [
  'precision',
  'batch_size',
  'neurons',
  'layers',
  'epochs',
] as const satisfies readonly FactorName[];

export const Design = z.strictObject({
  name: z.string().min(1).max(120),
  factors: Factors,
  /** Runs of every cell; also the number of blocks. */
  replicates: z.int().min(1).max(1000),
  /** Of the order of trials and of every trial's own seed. */
  seed: z.int().nonnegative().default(1),
  backend: z.string().default('cpu'),
  optimiser: Optimiser.default('adam'),
  learning_rate: z.number().positive().default(0.001),
  threads: z.int().nonnegative().default(0),
  ...TrainingOptions.shape,
  data: DataConfig,
  /** Seconds of the engine's own phases around each training. */
  idle_s: z.number().min(0).max(600).default(1),
  cooldown_s: z.number().min(0).max(600).default(0.5),
  protocol: Protocol.prefault({}),
  /** What to know about the design, shown with the result: why a factor is missing, ... */
  notes: z.array(z.string()).default([]),
});
export type Design = z.infer<typeof Design>;

/** One planned run. */
export interface PlannedTrial {
  /** From 1, in the order of execution. */
  readonly order: number;
  /** From 1; one block holds one replicate of every cell. */
  readonly block: number;
  readonly replicate: number;
  readonly levels: { readonly [F in FactorName]: Factors[F][number] };
  /** Seed of weights and shuffle, the same for all cells of a block, so that precisions meet equal starts. */
  readonly seed: number;
}

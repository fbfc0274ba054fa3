// The design of an experiment, a small readable file that the app and the command line share.
import { z } from 'zod';
import { DataConfig, Optimiser, Precision, TrainingOptions } from '../trainer-protocol.ts';
import { Protocol } from './protocol.ts';

const levels = <T extends z.ZodType>(level: T) =>
  z
    .array(level)
    .min(1)
    .refine((list) => new Set(list).size === list.length, 'expected every level once');

/** Factors of every design; one with a single level is a constant. */
const BASE = {
  precision: levels(Precision).default(['fp32']),
  batch_size: levels(z.int().min(1).max(65536)).default([128]),
  neurons: levels(z.int().min(1).max(16384)).default([256]),
  layers: levels(z.int().min(1).max(64)).default([2]),
  epochs: levels(z.int().min(1).max(10000)).default([2]),
};
const { shape: options } = TrainingOptions;

/** Optional factors: where one is not named, the field of the same name is a constant of the design. */
const EXTRA = {
  optimiser: levels(Optimiser).optional(),
  learning_rate: levels(z.number().positive()).optional(),
  activation: levels(options.activation.unwrap()).optional(),
  dropout: levels(options.dropout.unwrap()).optional(),
  label_smoothing: levels(options.label_smoothing.unwrap()).optional(),
  momentum: levels(options.momentum.unwrap()).optional(),
  weight_decay: levels(options.weight_decay.unwrap()).optional(),
  threads: levels(z.int().nonnegative()).optional(),
  /** Keys of `data_sets`. */
  data: levels(z.string().min(1).max(60)).optional(),
};

/** Factors of the sweep: those with two levels or more are analysed, the others are constants of the design. */
export const Factors = z.strictObject({ ...BASE, ...EXTRA });
export type Factors = z.infer<typeof Factors>;
export type FactorName = keyof typeof BASE;
export type ExtraFactorName = keyof typeof EXTRA;
export const FACTOR_NAMES = Object.keys(BASE) as readonly FactorName[];
export const EXTRA_FACTOR_NAMES = Object.keys(EXTRA) as readonly ExtraFactorName[];

/** Trainer settings of one level of a user's own factor. */
export const UserSettings = z.strictObject({
  batch_size: z.int().min(1).max(65536).optional(),
  neurons: z.int().min(1).max(16384).optional(),
  layers: z.int().min(1).max(64).optional(),
  epochs: z.int().min(1).max(10000).optional(),
  optimiser: Optimiser.optional(),
  learning_rate: z.number().positive().optional(),
  threads: z.int().nonnegative().optional(),
  hidden: options.hidden.unwrap().optional(),
  channels: options.channels.unwrap().optional(),
  activation: options.activation.unwrap().optional(),
  dropout: options.dropout.unwrap().optional(),
  label_smoothing: options.label_smoothing.unwrap().optional(),
  momentum: options.momentum.unwrap().optional(),
  weight_decay: options.weight_decay.unwrap().optional(),
  gemm: options.gemm.unwrap().optional(),
});
export type UserSettings = z.infer<typeof UserSettings>;

/** A name that works in a table, a formula and a column: `regularisation`. */
const UserName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'expected a name of lower-case letters, digits and _, up to 40');

/** Half, a quarter, ... of all crossings of two-level factors, given by generators. */
export const Fraction = z.strictObject({
  /** `layers = precision*batch_size`, with - before the product for the other half. */
  generators: z.array(z.string().min(3).max(200)).min(1).max(10),
  /** The lowest acceptable resolution; at 3, main effects are mixed with two-factor interactions. */
  accept_resolution: z.int().min(3).max(12).default(4),
});
export type Fraction = z.infer<typeof Fraction>;

export const Design = z.strictObject({
  name: z.string().min(1).max(120),
  factors: Factors,
  /** The user's own factors: trainer settings by factor and level. */
  user_factors: z.record(UserName, z.record(z.string().min(1).max(60), UserSettings)).default({}),
  /** Data sets by level of the factor `data`. */
  data_sets: z.record(z.string().min(1).max(60), DataConfig).default({}),
  /** Null: all levels of all factors are crossed. */
  fraction: Fraction.nullable().default(null),
  /**
   * `blocks`: every cell once in each block, in random order. `random`: all trials in one random order. `latin_square`:
   * as `blocks`, and over as many blocks as there are cells, every cell takes each place of the order once.
   */
  order: z.enum(['blocks', 'random', 'latin_square']).default('blocks'),
  /** Runs of every cell; also the number of blocks. */
  replicates: z.int().min(1).max(1000),
  /** Seed of the order of trials and of every trial's own seed. */
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
  /** Remarks on the design, shown with the result: why a factor is missing, ... */
  notes: z.array(z.string()).default([]),
});
export type Design = z.infer<typeof Design>;

type Level<F extends ExtraFactorName> = NonNullable<Factors[F]>[number];

/** One level of each factor: base factors always, optional ones where the design has them, users' factors by label. */
export type PlannedLevels = { readonly [F in FactorName]: Factors[F][number] } & {
  readonly [F in ExtraFactorName]?: Level<F>;
} & { readonly [user: string]: string | number | undefined };

/** One planned run. */
export interface PlannedTrial {
  /** From 1, in the order of execution. */
  readonly order: number;
  /** From 1; one block holds one replicate of every cell. In a fully random order: the replicate. */
  readonly block: number;
  readonly replicate: number;
  readonly levels: PlannedLevels;
  /**
   * Seed of weights and shuffle, the same for all cells of a block, so that precisions are compared from equal starts.
   */
  readonly seed: number;
}

// The protocol between the trainer process and the engine: JSON lines, one object per line, checked on arrival.
// Out (stdout): hello, phase, epoch, progress, result, error. In (stdin): start, abort; end of stdin means abort.
// Stamps are CLOCK_MONOTONIC nanoseconds taken inside the trainer.
import { z } from 'zod';

/** Raised when a field changes its meaning; both sides reject any other version. */
export const PROTOCOL_VERSION = 1;

/** Numeric formats of the training arithmetic; `*_mixed` keeps fp32 master weights. */
export const PRECISIONS = ['fp32', 'tf32', 'fp16_mixed', 'bf16_mixed'] as const;
export const Precision = z.enum(PRECISIONS);
export type Precision = z.infer<typeof Precision>;

/** The trainer's phases, in their order. */
export const TRAINER_PHASES = ['load', 'warmup', 'train', 'evaluate'] as const;

const t_ns = z.number().nonnegative();

/** Share of the training examples set aside for validation, 0 to 0.5 (default 0); the run's seed decides which. */
const validation = z.number().min(0).max(0.5).optional();

/** The source of the trainer's examples. */
export const DataConfig = z.discriminatedUnion('kind', [
  /** A folder with `train-images-idx3-ubyte[.gz]`, `train-labels-...`, `t10k-images-...`, `t10k-labels-...`. */
  z.object({
    kind: z.literal('idx'),
    path: z.string(),
    train_limit: z.int().nonnegative().default(0),
    validation,
  }),
  /** A CSV with a header; `label` names the class column, every other column is a number. */
  z.object({
    kind: z.literal('csv'),
    path: z.string(),
    label: z.string(),
    train_limit: z.int().nonnegative().default(0),
    validation,
  }),
  /**
   * A folder of pictures: `train/<class>/*` and `test/<class>/*`, or `<class>/*` alone, of which a fifth is for
   * testing.
   */
  z.object({
    kind: z.literal('images'),
    path: z.string(),
    /** Width and height to which pictures are scaled, pixels. */
    image_size: z.int().min(4).max(512).default(32),
    /** One channel instead of three. */
    grey: z.boolean().default(false),
    train_limit: z.int().nonnegative().default(0),
    validation,
  }),
  /** Seeded Gaussian mixture, one cluster per class. */
  z.object({
    kind: z.literal('synthetic'),
    samples: z.int().min(2),
    features: z.int().min(1),
    classes: z.int().min(2),
    seed: z.int().nonnegative().default(1),
    validation,
  }),
]);
export type DataConfig = z.infer<typeof DataConfig>;

export const OPTIMISERS = ['sgd', 'adam', 'adamw', 'lamb', 'lars'] as const;
export const Optimiser = z.enum(OPTIMISERS);
export const GEMM_PROVIDERS = ['own', 'libxsmm', 'cublaslt'] as const;

/** Options of the network and its training, except its size; the defaults are a plain perceptron's. */
export const TrainingOptions = z.object({
  /** `cnn` needs pictures: 3x3 convolutions with 2x2 pooling, then the dense layers. */
  model: z.enum(['mlp', 'cnn']).default('mlp'),
  /** Widths of the hidden dense layers; empty: `layers` of `neurons` each. */
  hidden: z.array(z.int().min(1).max(16384)).max(64).default([]),
  /** Filters of each convolution of a `cnn`. */
  channels: z.array(z.int().min(1).max(1024)).min(1).max(6).default([16, 32]),
  activation: z.enum(['relu', 'gelu']).default('relu'),
  /** Share of hidden activations that is set to zero in training, 0 to 0.9. */
  dropout: z.number().min(0).max(0.9).default(0),
  /** 0 to 0.5. */
  label_smoothing: z.number().min(0).max(0.5).default(0),
  /** Used by SGD and LARS; the others ignore it. */
  momentum: z.number().min(0).max(1).default(0.9),
  /** Decoupled in AdamW and LAMB, added to the gradient in the others; not applied to biases. */
  weight_decay: z.number().min(0).max(1).default(0),
  /** Library for the matrix products: `libxsmm` on CPUs, `cublaslt` on GPUs; recorded in every result. */
  gemm: z.enum(GEMM_PROVIDERS).default('own'),
});
export type TrainingOptions = z.infer<typeof TrainingOptions>;

export const TrainerConfig = z.object({
  ...TrainingOptions.shape,
  backend: z.string(),
  precision: Precision,
  batch_size: z.int().min(1),
  /** Width of every hidden layer. */
  neurons: z.int().min(1),
  /** Number of hidden layers. */
  layers: z.int().min(1),
  epochs: z.int().min(1),
  optimiser: Optimiser,
  learning_rate: z.number().positive(),
  /** Seed of initialisation and shuffle, the same for every precision. */
  seed: z.int().nonnegative(),
  /** 0: one per core that the process may use. */
  threads: z.int().nonnegative().default(0),
  /** Steps run before the measured window; the weights are reset to the seed afterwards. */
  warmup_steps: z.int().nonnegative().default(20),
  data: DataConfig,
});
export type TrainerConfig = z.infer<typeof TrainerConfig>;

export const Backend = z.object({
  name: z.string(),
  available: z.boolean(),
  /** CPU model or GPU name; null when the backend is not available. */
  device: z.string().nullable(),
  /** Those that this machine really supports. */
  precisions: z.array(Precision),
  /** Why the backend, or a precision of it, is missing; null when nothing is. */
  reason: z.string().nullable(),
  /** Instruction set the kernels dispatch to (`avx512_bf16`, `avx2`, ...); null for none. */
  isa: z.string().nullable(),
  /** Libraries for matrix products with version, the default first: `own`, `libxsmm 1.17`; older trainers omit it. */
  gemm: z.array(z.string()).optional(),
});
export type Backend = z.infer<typeof Backend>;

export const TrainerMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    proto: z.int(),
    version: z.string(),
    backends: z.array(Backend),
    t_ns,
  }),
  z.object({
    type: z.literal('phase'),
    name: z.enum(TRAINER_PHASES),
    edge: z.enum(['begin', 'end']),
    t_ns,
  }),
  /** At most 10 per second, so that a window can show progress within an epoch. */
  z.object({
    type: z.literal('progress'),
    epoch: z.int(),
    samples_done: z.number(),
    samples_total: z.number(),
    t_ns,
  }),
  z.object({
    type: z.literal('epoch'),
    /** From 1. */
    epoch: z.int(),
    t_begin_ns: t_ns,
    t_end_ns: t_ns,
    samples: z.number(),
    train_loss: z.number(),
    /** 0 to 1, on the training examples as they were seen. */
    train_accuracy: z.number(),
    /** Steps whose gradient overflowed; null where the format cannot overflow. */
    skipped_steps: z.int().nullable(),
    loss_scale: z.number().nullable(),
  }),
  z.object({
    type: z.literal('result'),
    backend: z.string(),
    device: z.string(),
    isa: z.string().nullable(),
    precision: Precision,
    /** Of the run; null from an older trainer. */
    batch_size: z.int().nullable().default(null),
    seed: z.int().nullable().default(null),
    threads: z.int(),
    parameters: z.number(),
    train_samples: z.number(),
    test_samples: z.number(),
    /** Training throughput over the measured window. */
    samples_per_s: z.number(),
    train_loss: z.number(),
    test_loss: z.number(),
    /** 0 to 1 on the test examples. */
    test_accuracy: z.number(),
    /** Null without validation examples. */
    validation_loss: z.number().nullable().default(null),
    validation_accuracy: z.number().nullable().default(null),
    /** Library that ran the matrix products, with version: `own`, `libxsmm 1.17`, `cublaslt 13.1`, `pytorch 2.3`, ... */
    gemm: z.string().nullable().default(null),
    /**
     * CPUs the process was allowed to run on, as the kernel lists them (`0-3,8`); null where the system does not report
     * it.
     */
    cpus: z.string().nullable().default(null),
    /** Steps skipped because the gradient overflowed, over the whole run; null where the format cannot overflow. */
    skipped_steps: z.int().nullable().default(null),
    /** Hash of the final weights: equal for equal seeds on the same backend. */
    weights_hash: z.string(),
    t_ns,
  }),
  z.object({ type: z.literal('error'), code: z.string(), message: z.string() }),
]);
export type TrainerMessage = z.infer<typeof TrainerMessage>;

export type TrainerCommand = { cmd: 'start'; config: TrainerConfig } | { cmd: 'abort' };

/** Exit codes of the trainer. */
export const TRAINER_EXIT: Readonly<Record<number, string>> = {
  0: 'done',
  2: 'configuration refused',
  3: 'no device or driver',
  4: 'out of memory or device error',
  5: 'numeric failure',
  6: 'data refused',
  7: 'internal error',
  130: 'aborted',
};

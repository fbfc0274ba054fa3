// A true training in messages, to be changed by a test, and what a check makes of it.
import type { Doubt } from '../../../core/trainer-check/order.ts';
import { SweepAnswers } from '../../../core/trainer-check/sweep-answers.ts';
import { TrainerCheck } from '../../../core/trainer-check/trainer-check.ts';
import { TrainerConfig, type TrainerMessage } from '../../../core/trainer-protocol.ts';

export const S = 1e9;
export const BEGIN_NS = 1000 * S;

export const ORDER = TrainerConfig.parse({
  backend: 'cpu',
  precision: 'fp32',
  batch_size: 32,
  neurons: 16,
  layers: 2,
  epochs: 2,
  optimiser: 'adam',
  learning_rate: 0.001,
  seed: 7,
  data: { kind: 'synthetic', samples: 1000, features: 8, classes: 4 },
});

/** A message and when it came, in seconds after the trainer's start. */
export interface Said {
  readonly message: TrainerMessage;
  readonly arrived_s: number;
}

const at = (s: number): number => BEGIN_NS + s * S;
const said = (arrived_s: number, message: TrainerMessage): Said => ({
  message,
  arrived_s: arrived_s + 0.001,
});
const phase = (name: 'load' | 'warmup' | 'train' | 'evaluate', edge: 'begin' | 'end', s: number): Said =>
  said(s, { type: 'phase', name, edge, t_ns: at(s) });
const epoch = (number: number, begin_s: number, end_s: number): Said =>
  said(end_s, {
    type: 'epoch',
    epoch: number,
    t_begin_ns: at(begin_s),
    t_end_ns: at(end_s),
    samples: 800,
    train_loss: 1 / number,
    train_accuracy: 0.5,
    skipped_steps: null,
    loss_scale: null,
  });
const progress = (number: number, samples_done: number, s: number): Said =>
  said(s, { type: 'progress', epoch: number, samples_done, samples_total: 1600, t_ns: at(s) });

/** Hello, load to 1 s, warm-up to 2 s, train to 12 s, evaluation to 13 s. */
export const TRUTH: readonly Said[] = [
  said(0.1, {
    type: 'hello',
    proto: 1,
    version: '1',
    backends: [
      { name: 'cpu', available: true, device: 'CPU', precisions: ['fp32'], reason: null, isa: 'avx2' },
    ],
    t_ns: at(0.1),
  }),
  phase('load', 'begin', 0.2),
  phase('load', 'end', 1),
  phase('warmup', 'begin', 1),
  phase('warmup', 'end', 2),
  phase('train', 'begin', 2),
  progress(1, 400, 4.5),
  epoch(1, 2, 7),
  progress(2, 1200, 9.5),
  epoch(2, 7, 12),
  phase('train', 'end', 12),
  phase('evaluate', 'begin', 12),
  phase('evaluate', 'end', 13),
  said(13, {
    type: 'result',
    backend: 'cpu',
    device: 'CPU',
    isa: 'avx2',
    precision: 'fp32',
    batch_size: 32,
    seed: 7,
    threads: 2,
    // 9 x 16 + 17 x 16 + 17 x 4
    parameters: 484,
    train_samples: 800,
    test_samples: 200,
    samples_per_s: 160,
    train_loss: 0.5,
    test_loss: 0.6,
    test_accuracy: 0.7,
    validation_loss: null,
    validation_accuracy: null,
    gemm: 'own',
    cpus: '0-1',
    skipped_steps: null,
    weights_hash: 'abc',
    t_ns: at(13),
  }),
];

type Change = { readonly [key: string]: unknown };

/** The truth with fields of some messages changed. `which`: a type, or the edge of a phase such as `end train`, or `epoch 2`. */
export const saying = (which: string, change: Change | ((message: never) => Change)): Said[] =>
  TRUTH.map((one) => {
    const { message } = one;
    const names = [
      message.type,
      message.type === 'phase' ? `${message.edge} ${message.name}` : '',
      message.type === 'epoch' ? `epoch ${message.epoch}` : '',
    ];
    if (!names.includes(which)) return one;
    const changes = typeof change === 'function' ? change(message as never) : change;
    return { ...one, message: { ...message, ...changes } as TrainerMessage };
  });

export interface Judged {
  /** The first refusal; null when all was accepted. */
  readonly refused: string | null;
  readonly flags: readonly Doubt['flag'][];
}

export function judge(
  all: readonly Said[],
  { order = ORDER, answers = new SweepAnswers(), own_delay_ns = 0 } = {},
): Judged {
  const check = new TrainerCheck({ config: order, begin_ns: BEGIN_NS }, answers);
  for (const { message, arrived_s } of all) {
    const refused = check.hear(message, { arrived_ns: BEGIN_NS + arrived_s * S, own_delay_ns });
    if (refused !== null) return { refused, flags: [] };
  }
  return { refused: null, flags: check.doubts.map(({ flag }) => flag) };
}

// The judge of a trainer's words: the truth passes, each lie is refused or flagged, and slow pipes are not lies.
import { expect, test } from 'vitest';
import { SweepAnswers } from '../../../core/trainer-check/sweep-answers.ts';
import { BEGIN_NS, judge, ORDER, S, type Said, saying, TRUTH } from './said.ts';

const without = (index: number): Said[] => TRUTH.filter((_, i) => i !== index);
const twice = (index: number): Said[] => TRUTH.flatMap((one, i) => (i === index ? [one, one] : [one]));
const swapped = (index: number): Said[] => {
  const all = [...TRUTH];
  [all[index], all[index + 1]] = [all[index + 1] as Said, all[index] as Said];
  return all;
};
const stamp = (s: number) => ({ t_ns: BEGIN_NS + s * S });

test('the truth is accepted without a doubt', () => {
  expect(judge(TRUTH)).toEqual({ refused: null, flags: [] });
});

test.each<[string, readonly Said[], RegExp]>([
  [
    'another backend',
    saying('result', { backend: 'cuda' }),
    /^expected backend cpu as ordered, the trainer used cuda$/,
  ],
  [
    'another precision',
    saying('result', { precision: 'bf16_mixed' }),
    /precision fp32 as ordered.* bf16_mixed/,
  ],
  ['another batch', saying('result', { batch_size: 64 }), /batch size 32 as ordered.* 64/],
  ['another seed', saying('result', { seed: 8 }), /seed 7 as ordered.* 8/],
  ['no thread', saying('result', { threads: 0 }), /at least one thread, got 0/],
  ['a device that was not in hello', saying('result', { device: 'GPU' }), /device CPU .* GPU/],
  ['another instruction set', saying('result', { isa: 'sse' }), /instruction set avx2 .* sse/],
  [
    'a precision that hello lacks',
    saying('hello', { backends: [] }),
    /cpu with fp32 to be in the trainer's hello/,
  ],
  [
    'half the examples',
    saying('result', { train_samples: 400 }),
    /800 training examples as in each epoch, got 400/,
  ],
  ['half the test', saying('result', { test_samples: 100 }), /200 test examples as ordered, got 100/],
  ['part of an example', saying('result', { train_samples: 800.5 }), /whole number above 0, got 800.5/],
  ['a negative loss', saying('result', { test_loss: -1 }), /test loss to be 0 or more.* got -1/],
  ['a loss beyond 32 bits', saying('epoch 1', { train_loss: 1e300 }), /loss of epoch 1 .* got 1e\+300/],
  [
    'an accuracy above 1',
    saying('epoch 2', { train_accuracy: 1.5 }),
    /accuracy of epoch 2 between 0 and 1, got 1.5/,
  ],
  [
    'more skipped steps than steps',
    saying('epoch 1', { skipped_steps: 26 }),
    /0 to 25 skipped steps .* got 26/,
  ],
  [
    'twice the throughput',
    saying('result', { samples_per_s: 320 }),
    /about 160 examples a second .* got 320/,
  ],
  ['an epoch less', without(9), /2 epochs before the end of train as ordered, got 1/],
  ['an epoch twice', twice(7), /expected epoch 2, got epoch 1/],
  ['an epoch more', twice(9), /expected 2 epochs as ordered, got another: epoch 2/],
  ['epochs of other sizes', saying('epoch 2', { samples: 799 }), /expected 800 examples in epoch 2/],
  [
    'an epoch before train',
    saying('epoch 1', { t_begin_ns: BEGIN_NS + 1.9 * S }),
    /begin after the begin of train, got a stamp 0.100 s earlier/,
  ],
  [
    'an epoch that ends first',
    saying('epoch 1', { t_begin_ns: BEGIN_NS + 7 * S, t_end_ns: BEGIN_NS + 6 * S }),
    /end after its begin/,
  ],
  [
    'an epoch after train',
    [...TRUTH.slice(0, 10), TRUTH[10] as Said, TRUTH[9] as Said],
    /expected epochs in the phase train/,
  ],
  [
    'train ends before its last epoch',
    saying('end train', stamp(7)),
    /the end of train after what the trainer said before/,
  ],
  [
    'a stamp in the future',
    saying('begin train', stamp(2.1)),
    /before it arrived, got a stamp 0.099 s in the future/,
  ],
  [
    'a stamp before the start',
    saying('begin load', stamp(-1)),
    /after the trainer's start, got a stamp 1.000 s before/,
  ],
  ['an impossible stamp', saying('begin load', { t_ns: 1e300 }), /1e\+291 s in the future/],
  ['half a nanosecond', saying('begin load', { t_ns: BEGIN_NS + 1e6 + 0.5 }), /whole nanoseconds/],
  ['a step back in time', saying('begin train', stamp(1.5)), /begin of train after what .* 0.500 s earlier/],
  ['a missing phase', without(1), /expected the begin of load, got the end of load/],
  ['a phase twice', twice(3), /expected the end of warmup, got the begin of warmup/],
  ['swapped phases', swapped(4), /expected the end of warmup, got the begin of train/],
  [
    'no evaluation',
    TRUTH.filter(({ message }) => message.type !== 'phase' || message.name !== 'evaluate'),
    /the begin of evaluate before the result/,
  ],
  ['progress outside train', [...TRUTH.slice(0, 2), TRUTH[6] as Said], /progress in the phase train/],
  [
    'progress backwards',
    saying('progress', { samples_done: 1700 }),
    /progress from 0 to 1600 examples, got 1700/,
  ],
  [
    'a flood of progress',
    [...TRUTH.slice(0, 6), ...Array<Said>(300).fill(TRUTH[6] as Said)],
    /at most 10 progress messages a second/,
  ],
  ['two hellos', twice(0), /one hello/],
  ['two results', twice(13), /nothing after a result, got result/],
])('%s is refused', (_, all, why) => {
  const { refused } = judge(all);
  expect(refused).toMatch(why);
  expect(refused).toMatch(/^expected /);
  expect(refused).not.toContain('\n');
});

test('a result after an error is refused', () => {
  const error = { message: { type: 'error', code: 'data', message: 'gone' }, arrived_s: 12 } as const;
  expect(judge([...TRUTH.slice(0, 13), error, TRUTH[13] as Said]).refused).toMatch(/nothing after an error/);
});

test('threads and the library are compared where the order names them', () => {
  const order = { ...ORDER, threads: 4, gemm: 'libxsmm' as const };
  expect(judge(TRUTH, { order }).refused).toMatch(/threads 4 as ordered, the trainer used 2/);
  expect(judge(saying('result', { threads: 4 }), { order }).refused).toMatch(
    /products by libxsmm as ordered.* own/,
  );
  expect(judge(saying('result', { threads: 4, gemm: 'libxsmm 1.17 + own' }), { order }).refused).toBeNull();
});

test('a trainer that does not tell batch size and seed is not doubted for it', () => {
  expect(judge(saying('result', { batch_size: null, seed: null }))).toEqual({ refused: null, flags: [] });
});

test('figures that do not fit each other flag the trial', () => {
  expect(judge(saying('result', { parameters: 300 })).flags).toEqual(['network_differs']);
  expect(judge(saying('result', { train_loss: 0.4 })).flags).toEqual(['trainer_disagrees']);
  expect(judge(saying('result', { samples_per_s: 145 })).flags).toEqual(['trainer_disagrees']);
  expect(judge(saying('progress', { samples_total: 1601 })).flags).toEqual(['trainer_disagrees']);
});

test('a late message flags the trial, unless this process kept it waiting', () => {
  const late = TRUTH.map((one, i) => (i === 10 ? { ...one, arrived_s: one.arrived_s + 0.2 } : one));
  expect(judge(late)).toEqual({ refused: null, flags: ['stamps_late'] });
  expect(judge(late, { own_delay_ns: 0.2 * S }).flags).toEqual([]);
});

test('a window half as long, with everything in it, comes late', () => {
  const half = (t_ns: number): number => BEGIN_NS + 2 * S + (t_ns - BEGIN_NS - 2 * S) / 2;
  const halved = TRUTH.map((one) => {
    const { message } = one;
    if (message.type === 'epoch')
      return {
        ...one,
        message: { ...message, t_begin_ns: half(message.t_begin_ns), t_end_ns: half(message.t_end_ns) },
      };
    if (message.type === 'progress') return { ...one, message: { ...message, t_ns: half(message.t_ns) } };
    if (message.type === 'phase' && message.name === 'train')
      return { ...one, message: { ...message, t_ns: half(message.t_ns) } };
    return message.type === 'result' ? { ...one, message: { ...message, samples_per_s: 320 } } : one;
  });
  expect(judge(halved)).toEqual({ refused: null, flags: ['stamps_late'] });
});

test('trials are compared: other numbers of examples, equal weights of unequal settings', () => {
  const answers = new SweepAnswers();
  const file = { ...ORDER, data: { kind: 'csv' as const, path: '/t.csv', label: 'y', train_limit: 0 } };
  expect(judge(TRUTH, { order: file, answers }).flags).toEqual([]);
  expect(
    judge(saying('result', { test_samples: 199, weights_hash: 'abd' }), { order: file, answers }).flags,
  ).toEqual(['data_differs']);
  expect(judge(TRUTH, { order: { ...file, threads: 2 }, answers }).flags).toEqual([]);
  expect(judge(TRUTH, { order: { ...file, dropout: 0.5 }, answers }).flags).toEqual(['same_weights']);
});

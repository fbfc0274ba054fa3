import { expect, test } from 'vitest';
import { checkDesign, MAX_TRIALS } from '../../../core/design/check.ts';
import { layOut, trialCount, variedFactors } from '../../../core/design/layout.ts';
import { quickDesign } from '../../../core/design/quick.ts';
import { SplitMix64 } from '../../../core/design/random.ts';
import type { Backend } from '../../../core/trainer-protocol.ts';

const data = { kind: 'synthetic', samples: 1000, features: 8, classes: 3, seed: 1 } as const;
const input = {
  name: 'test',
  factors: { precision: ['fp32', 'bf16_mixed'], batch_size: [32, 64, 128] },
  replicates: 4,
  seed: 42,
  data,
};

test('SplitMix64 gives the published sequence', () => {
  // first outputs for seed 1234567 of the reference implementation (Vigna, splitmix64.c)
  const random = new SplitMix64(1234567);
  expect([random.next(), random.next(), random.next()]).toEqual([
    6457827717110365317n,
    3203168211198807973n,
    9817491932198370423n,
  ]);
});

test('every block holds every cell once, in an order of its own', () => {
  const trials = layOut(checkDesign(input));
  expect(trials).toHaveLength(24);
  expect(trials.map((trial) => trial.order)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
  const orders = [1, 2, 3, 4].map((block) => {
    const cells = trials
      .filter((trial) => trial.block === block)
      .map((trial) => JSON.stringify(trial.levels));
    expect(new Set(cells).size).toBe(6);
    return cells.join();
  });
  expect(new Set(orders).size).toBeGreaterThan(1);
});

test('cells of one block share their weight seed, blocks do not', () => {
  const trials = layOut(checkDesign(input));
  const seeds = [1, 2, 3, 4].map(
    (block) => new Set(trials.filter((t) => t.block === block).map((t) => t.seed)),
  );
  for (const seed of seeds) expect(seed.size).toBe(1);
  expect(new Set(seeds.flatMap((seed) => [...seed])).size).toBe(4);
});

test('the same seed lays out the same order, another seed another one', () => {
  const order = (seed: number) =>
    layOut(checkDesign({ ...input, seed }))
      .map((t) => JSON.stringify(t.levels))
      .join();
  expect(order(42)).toBe(order(42));
  expect(order(42)).not.toBe(order(43));
});

test('every position of a block is equally likely for every cell', () => {
  // 6 cells, 900 blocks: chi-square with 5 df per position; 20.5 is the 0.999 quantile
  const trials = layOut(checkDesign({ ...input, replicates: 900 }));
  const counts = new Map<string, number>();
  trials.forEach((trial, i) => {
    if (i % 6 === 0)
      counts.set(JSON.stringify(trial.levels), (counts.get(JSON.stringify(trial.levels)) ?? 0) + 1);
  });
  const chi = [...counts.values()].reduce((sum, n) => sum + (n - 150) ** 2 / 150, 0);
  expect(counts.size).toBe(6);
  expect(chi).toBeLessThan(20.5);
});

test.each([
  ['zero replicates', { ...input, replicates: 0 }, /replicates: .*>=1.*got 0/],
  [
    'one level everywhere',
    { ...input, factors: { batch_size: [32] } },
    /nothing to compare; give at least one factor two/,
  ],
  ['an empty factor', { ...input, factors: { batch_size: [] } }, /factors\.batch_size/],
  ['a level twice', { ...input, factors: { batch_size: [32, 32] } }, /every level once, got \[32,32\]/],
  ['a fraction for a width', { ...input, factors: { neurons: [1.5, 2] } }, /factors\.neurons\.0: .*got 1\.5/],
  [
    'an unknown precision',
    { ...input, factors: { precision: ['fp32', 'fp8'] } },
    /factors\.precision\.1: .*got "fp8"/,
  ],
  ['an unknown field', { ...input, replicate: 3 }, /replicate/],
  ['an unknown factor', { ...input, factors: { batchsize: [1, 2] } }, /batchsize/],
  [
    'hidden widths that would overrule a factor',
    { ...input, factors: { neurons: [16, 32] }, hidden: [64, 32] },
    /varies neurons and fixes the hidden widths \(hidden: 64, 32\)/,
  ],
  ['an unknown optimiser', { ...input, optimiser: 'rmsprop' }, /optimiser: .*got "rmsprop"/],
  ['more dropout than is left', { ...input, dropout: 0.95 }, /dropout: .*got 0\.95/],
  ['no data', { ...input, data: undefined }, /data: .*got nothing/],
  ['no object', 'fp32', /the document: .*got text$/],
  ['null', null, /the document: .*got an empty one/],
])('%s is refused in one line with path and expectation', (_, design, message) => {
  expect(() => checkDesign(design)).toThrow(message);
  try {
    checkDesign(design);
  } catch (error) {
    expect((error as Error).message).not.toContain('\n');
  }
});

test('a 10 million trial product is refused with its number, before it is laid out', () => {
  const many = Array.from({ length: 100 }, (_, i) => i + 1);
  const factors = { batch_size: many, neurons: many };
  expect(() => checkDesign({ ...input, factors, replicates: 1000 })).toThrow(
    /has 10,000,000 trials, at most 100,000 can be run/,
  );
  expect(trialCount(checkDesign({ ...input, factors, replicates: MAX_TRIALS / 10_000 }))).toBe(MAX_TRIALS);
});

const backend = (precisions: Backend['precisions'], reason: string | null): Backend => ({
  name: 'cpu',
  available: true,
  device: 'CPU',
  precisions,
  reason,
  isa: null,
});

test('the quick benchmark crosses precision with batch size where there are two precisions', () => {
  const design = quickDesign({
    backend: backend(['fp32', 'bf16_mixed'], null),
    data,
    slowest_samples_per_s: 1e4,
  });
  expect(variedFactors(design)).toEqual(['precision', 'batch_size']);
  expect(design.replicates).toBe(5);
  expect(design.notes).toEqual([]);
});

test('with a single precision it crosses batch size with neurons and says why', () => {
  const design = quickDesign({
    backend: backend(['fp32'], 'no AVX512-BF16'),
    data,
    slowest_samples_per_s: 1e4,
  });
  expect(variedFactors(design)).toEqual(['batch_size', 'neurons']);
  expect(design.notes.join()).toMatch(
    /one precision \(fp32: no AVX512-BF16\), so batch size is crossed with neurons/,
  );
});

test('a slow machine gets a smaller data set, an unknown one the smallest', () => {
  const idx = { kind: 'idx', path: '/data', train_limit: 0 } as const;
  const limit = (rate: number | null) => {
    const design = quickDesign({ backend: backend(['fp32'], null), data: idx, slowest_samples_per_s: rate });
    return design.data.kind === 'idx' ? design.data.train_limit : null;
  };
  expect(limit(1e6)).toBe(60_000);
  expect(limit(8_000)).toBe(20_000);
  expect(limit(10)).toBe(2_000);
  expect(limit(null)).toBe(2_000);
});

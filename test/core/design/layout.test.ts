import { expect, test } from 'vitest';
import { checkDesign, checkWrittenDesign } from '../../../core/design/check.ts';
import { cellCount, cellsOf, layOut, trialCount, variedFactors } from '../../../core/design/layout.ts';
import { cellSettings } from '../../../core/design/trainer-settings.ts';

const data = { kind: 'synthetic', samples: 1000, features: 8, classes: 3 };
const design = (changes: Readonly<Record<string, unknown>> = {}) =>
  checkDesign({
    name: 't',
    factors: { precision: ['fp32', 'bf16_mixed'], batch_size: [32, 128], neurons: [16, 24] },
    replicates: 3,
    seed: 42,
    data,
    ...changes,
  });

test('a stored design lays out as it did when it ran', () => {
  const first = layOut(design()).slice(0, 5);
  expect(
    first.map(({ block, levels: l, seed }) => `${block} ${l.precision} ${l.batch_size} ${l.neurons} ${seed}`),
  ).toEqual([
    '1 bf16_mixed 128 24 803958421',
    '1 bf16_mixed 32 16 803958421',
    '1 fp32 32 24 803958421',
    '1 fp32 128 16 803958421',
    '1 bf16_mixed 32 24 803958421',
  ]);
});

test('factors beside the base reach the trainer, and the others are constants', () => {
  const whole = design({
    factors: {
      precision: ['fp32'],
      optimiser: ['adam', 'sgd'],
      learning_rate: [0.001, 0.01],
      dropout: [0, 0.25],
      data: ['small', 'large'],
    },
    data_sets: { small: { ...data, samples: 100 }, large: { ...data, samples: 200 } },
    user_factors: { regularisation: { none: {}, strong: { weight_decay: 0.1, label_smoothing: 0.1 } } },
    momentum: 0.5,
  });
  expect(variedFactors(whole)).toEqual(['optimiser', 'learning_rate', 'dropout', 'data', 'regularisation']);
  expect(trialCount(whole)).toBe(32 * 3);
  const cells = cellsOf(whole);
  expect(cells).toHaveLength(32);
  const last = cellSettings(whole, cells.at(-1) as (typeof cells)[number]);
  expect(last).toMatchObject({
    optimiser: 'sgd',
    learning_rate: 0.01,
    dropout: 0.25,
    weight_decay: 0.1,
    label_smoothing: 0.1,
    momentum: 0.5,
    batch_size: 128,
    data: { samples: 200 },
  });
  expect(cellSettings(whole, cells[0] as (typeof cells)[number])).toMatchObject({
    optimiser: 'adam',
    dropout: 0,
    weight_decay: 0,
    data: { samples: 100 },
  });
});

test('in a Latin square every cell takes each place of the order once, and is in each block once', () => {
  const trials = layOut(design({ order: 'latin_square', replicates: 16 }));
  const cells = new Set(trials.map(({ levels }) => JSON.stringify(levels)));
  expect(cells.size).toBe(8);
  for (const square of [0, 1])
    for (let place = 0; place < 8; place++) {
      const met = trials.filter(
        ({ order, block }) => (order - 1) % 8 === place && Math.floor((block - 1) / 8) === square,
      );
      expect(new Set(met.map(({ levels }) => JSON.stringify(levels))).size).toBe(8);
    }
  const blocks = new Map<number, Set<string>>();
  for (const { block, levels } of trials)
    blocks.set(block, (blocks.get(block) ?? new Set()).add(JSON.stringify(levels)));
  expect([...blocks.values()].map((set) => set.size)).toEqual(Array(16).fill(8));
});

test('in a random order every cell is run equally often, and blocks are not kept together', () => {
  const trials = layOut(design({ order: 'random', replicates: 20 }));
  expect(trials.map(({ order }) => order)).toEqual(Array.from({ length: 160 }, (_, i) => i + 1));
  const counts = new Map<string, number>();
  for (const { levels } of trials)
    counts.set(JSON.stringify(levels), (counts.get(JSON.stringify(levels)) ?? 0) + 1);
  expect([...counts.values()]).toEqual(Array(8).fill(20));
  expect(trials.slice(0, 8).map(({ block }) => block)).not.toEqual(Array(8).fill(1));
});

test('a fraction runs the half it names', () => {
  const half = design({
    factors: {
      precision: ['fp32', 'bf16_mixed'],
      batch_size: [32, 128],
      neurons: [16, 24],
      layers: [1, 2],
      epochs: [1, 2, 3],
    },
    fraction: { generators: ['layers = precision*batch_size*neurons'] },
  });
  expect(cellCount(half)).toBe(24);
  expect(cellsOf(half)).toHaveLength(24);
  expect(layOut(half)).toHaveLength(72);
});

test.each([
  [
    'a data set that is not there',
    { factors: { data: ['a', 'b'] }, data_sets: { a: data } },
    /factors\.data: expected one of data_sets \(a\), got b/,
  ],
  [
    'a field set twice',
    { factors: { dropout: [0, 0.1] }, user_factors: { r: { x: { dropout: 0.2 }, y: {} } } },
    /user_factors\.r: dropout is already set by the factor dropout/,
  ],
  [
    'a user factor of nothing',
    { user_factors: { r: { x: {}, y: {} } } },
    /user_factors\.r: expected a trainer field in at least one level/,
  ],
  [
    'a name that is taken',
    { user_factors: { batch_size: { x: { epochs: 1 }, y: { epochs: 2 } } } },
    /a factor of that name exists already/,
  ],
  [
    'a Latin square that does not close',
    { order: 'latin_square' },
    /a latin_square of 8 cells needs a multiple of 8 replicates, got 3/,
  ],
  [
    'a mixed-up half',
    { fraction: { generators: ['neurons = precision*batch_size'] } },
    /a resolution of 4 or more, got 3 .* set accept_resolution to 3/,
  ],
  [
    'effects that are one',
    {
      fraction: { generators: ['neurons = precision*batch_size', 'layers = precision*batch_size'] },
      factors: { precision: ['fp32', 'tf32'], batch_size: [1, 2], neurons: [8, 16], layers: [1, 2] },
    },
    /main effects could not be separated/,
  ],
])('%s is refused', (_, changes, message) => {
  expect(() => design(changes)).toThrow(message);
});

test('a field written as a factor and as a constant is refused; a stored design has both', () => {
  const both = { name: 't', factors: { optimiser: ['adam', 'sgd'] }, optimiser: 'adam', replicates: 2, data };
  expect(() => checkWrittenDesign(both)).toThrow(/optimiser as a factor and as a constant/);
  expect(variedFactors(checkDesign(both))).toEqual(['optimiser']);
});

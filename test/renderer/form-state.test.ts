// The design form: what it means, and that every wrong entry is named instead of guessed.
import { expect, test } from 'vitest';
import type { Backend } from '../../core/trainer-protocol.ts';
import { designOf, type FormState, firstForm } from '../../renderer/screens/design/form-state.ts';

const CPU: Backend = {
  name: 'cpu',
  available: true,
  device: 'CPU',
  precisions: ['fp32', 'bf16_mixed'],
  reason: null,
  isa: 'amx',
};
const FORM = firstForm(CPU, null);
const textOf = (form: FormState, dataset_dir: string | null = null): string => {
  const result = designOf(form, dataset_dir);
  return result.kind === 'problem' ? result.text : '';
};

test('the first form of a machine is a design that can run', () => {
  const result = designOf(FORM, null);
  expect(result).toMatchObject({
    kind: 'design',
    design: {
      backend: 'cpu',
      factors: {
        precision: ['fp32', 'bf16_mixed'],
        batch_size: [64, 256],
        neurons: [256],
        layers: [2],
        epochs: [2],
      },
      replicates: 5,
      data: { kind: 'synthetic', samples: 20_000, features: 784, classes: 10 },
    },
  });
});

test('the data set that came with the app is preferred and named by its folder', () => {
  const form = firstForm(CPU, '/data/mnist');
  expect(designOf(form, '/data/mnist')).toMatchObject({
    design: { data: { kind: 'idx', path: '/data/mnist', train_limit: 20_000 } },
  });
});

test.each<[string, Partial<FormState>, RegExp]>([
  [
    'a level that is no number',
    { levels: { ...FORM.levels, batch_size: ['64', 'many'] } },
    /Batch size: “many”/,
  ],
  ['a fraction', { levels: { ...FORM.levels, layers: ['1.5'] } }, /Layers: “1.5”/],
  ['a negative level', { levels: { ...FORM.levels, epochs: ['-1'] } }, /Epochs: “-1”/],
  ['no level at all', { levels: { ...FORM.levels, neurons: [] } }, /Neurons: give at least one/],
  [
    'a level twice',
    { levels: { ...FORM.levels, batch_size: ['64', '064'] } },
    /batch_size: every level once/,
  ],
  ['no precision', { precision: [] }, /Precision: choose/],
  ['no name', { name: '  ' }, /Name/],
  ['an emptied replicate field', { replicates: '' }, /^Replicates: enter a number/],
  ['zero replicates', { replicates: 0 }, /replicates/],
  ['an emptied learning rate', { learning_rate: '' }, /^Learning rate: enter a number/],
  [
    'nothing varied',
    { precision: ['fp32'], levels: { ...FORM.levels, batch_size: ['64'] } },
    /nothing to compare/,
  ],
  ['a folder not chosen', { data: { ...FORM.data, kind: 'idx' } }, /choose the folder/],
  ['a file not chosen', { data: { ...FORM.data, kind: 'csv' } }, /choose the CSV/],
  ['a bundled set that is not there', { data: { ...FORM.data, kind: 'bundled' } }, /no data set came/],
  ['emptied samples', { data: { ...FORM.data, samples: '' } }, /^Samples: enter a number/],
])('%s is named', (_case, part, said) => {
  expect(textOf({ ...FORM, ...part })).toMatch(said);
});

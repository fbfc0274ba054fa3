// Drafts of designs: conversion both ways without loss, edits of factors, and the origin of values.
import { describe, expect, test } from 'vitest';
import { Design } from '../../core/design/design.ts';
import { antonopoulosPreset } from '../../core/design/presets.ts';
import type { Backend } from '../../core/trainer-protocol.ts';
import { designOf } from '../../renderer/screens/design/draft/design-of.ts';
import { type Draft, draftOf, type Origin } from '../../renderer/screens/design/draft/draft.ts';
import { firstDraft } from '../../renderer/screens/design/draft/first-design.ts';
import { isEdited, whereFrom } from '../../renderer/screens/design/draft/where-from.ts';
import {
  addDataSet,
  addFactor,
  removeDataSet,
  removeFactor,
  setDataSet,
  setLevels,
  setUserFactor,
} from '../../renderer/screens/design/factors/edit-factors.ts';

const CPU: Backend = {
  name: 'cpu',
  available: true,
  device: 'CPU',
  precisions: ['fp32', 'bf16_mixed'],
  reason: null,
  isa: 'amx',
};
const FIRST = firstDraft(CPU, null);
test('the first draft of a machine is a design that it can run', () => {
  expect(designOf(FIRST, null)).toMatchObject({
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

test('the bundled data set is preferred and named by its folder', () => {
  expect(designOf(firstDraft(CPU, '/data/mnist'), '/data/mnist')).toMatchObject({
    design: { data: { kind: 'idx', path: '/data/mnist', train_limit: 20_000 } },
  });
});

/** A design with no field at its default. */
const WHOLE = Design.parse({
  name: 'Everything',
  factors: {
    precision: ['fp32', 'bf16_mixed'],
    batch_size: [32, 64],
    neurons: [128],
    layers: [3],
    epochs: [1, 4],
    learning_rate: [0.01, 0.1],
    activation: ['gelu', 'relu'],
    threads: [1],
    data: ['fashion', 'mine'],
  },
  user_factors: {
    regularisation: {
      none: {},
      strong: { dropout: 0.3, weight_decay: 0.01, optimiser: 'lamb', hidden: [64, 32] },
    },
  },
  data_sets: {
    fashion: { kind: 'idx', path: '/data/fashion', train_limit: 1000, validation: 0.1 },
    mine: { kind: 'csv', path: '/data/mine.csv', label: 'class' },
  },
  fraction: {
    generators: [
      'regularisation = -precision*batch_size*epochs',
      'data = precision*batch_size*learning_rate',
    ],
    accept_resolution: 4,
  },
  order: 'random',
  replicates: 4,
  seed: 9,
  backend: 'cuda',
  optimiser: 'lars',
  learning_rate: 0.02,
  model: 'cnn',
  channels: [8, 16, 16],
  label_smoothing: 0.1,
  momentum: 0.8,
  gemm: 'cublaslt',
  data: { kind: 'images', path: '/data/birds', image_size: 16, grey: true },
  idle_s: 3,
  cooldown_s: 2,
  protocol: {
    warmup_trials: 2,
    thermal_band_c: 2.5,
    thermal_timeout_s: 60,
    outliers: { kind: 'mad', k: 4 },
  },
  notes: ['a note'],
});

test('a design survives its draft unchanged, except for data that a factor overrides', () => {
  const result = designOf(draftOf(WHOLE, '/data/fashion'), '/data/fashion');
  expect(result).toEqual({ kind: 'design', design: { ...WHOLE, data: WHOLE.data_sets['fashion'] } });
});

test('a stop rule and an unused waiting time survive unchanged', () => {
  const design = Design.parse({
    ...Design.parse({
      name: 'Two cells',
      factors: { batch_size: [8, 16] },
      replicates: 20,
      data: { kind: 'images', path: '/birds', grey: true },
    }),
    protocol: {
      thermal_timeout_s: 33,
      outliers: { kind: 'none' },
      stop: { response: 'power_w', half_width_pct: 1.5, least_replicates: 12 },
    },
  });
  expect(designOf(draftOf(design, null), null)).toEqual({ kind: 'design', design });
});

describe('edits of factors', () => {
  test('an added factor starts with the constant and varies at once; removing it restores the constant', () => {
    const added = { ...FIRST, ...addFactor({ ...FIRST, learning_rate: 0.05 }, 'learning_rate') };
    expect(added.factors['learning_rate']).toEqual(['0.05', '0.001']);
    expect(designOf(added, null)).toMatchObject({ design: { factors: { learning_rate: [0.05, 0.001] } } });
    expect(removeFactor(added, 'learning_rate').factors).toEqual(FIRST.factors);
  });

  test('data sets can be added, renamed and removed; the first is kept when the factor goes', () => {
    let draft: Draft = { ...FIRST, ...addFactor(FIRST, 'data') };
    expect(draft.factors['data']).toEqual(['clusters', 'clusters_2']);
    draft = { ...draft, ...addDataSet(draft) };
    const [first] = draft.data_sets;
    draft = { ...draft, ...setDataSet(draft, 0, { name: 'small', data: { ...first!.data, samples: 500 } }) };
    draft = { ...draft, ...removeDataSet(draft, 1) };
    expect(designOf(draft, null)).toMatchObject({
      design: { factors: { data: ['small', 'clusters_3'] }, data_sets: { small: { samples: 500 } } },
    });
    draft = { ...draft, ...removeFactor(draft, 'data') };
    expect(designOf(draft, null)).toMatchObject({ design: { data: { samples: 500 }, data_sets: {} } });
  });

  test('a user’s own factor passes its settings on', () => {
    const levels = [
      { label: 'plain', settings: [] },
      {
        label: 'wide',
        settings: [
          { field: 'hidden', value: '512, 256' },
          { field: 'optimiser', value: 'sgd' },
        ],
      },
    ];
    const draft = { ...FIRST, ...setUserFactor(FIRST, 0, { name: 'network', levels }) };
    expect(designOf(draft, null)).toMatchObject({
      design: { user_factors: { network: { plain: {}, wide: { hidden: [512, 256], optimiser: 'sgd' } } } },
    });
  });
});

describe('origin of a value', () => {
  const preset = antonopoulosPreset({
    backend: 'cpu',
    precisions: ['fp32', 'fp16_mixed'],
    data: { kind: 'synthetic', samples: 100, features: 4, classes: 2, seed: 1 },
  });
  const draft = draftOf(preset.design, null);
  const origin: Origin = {
    kind: 'preset',
    label: 'antonopoulos-part-1',
    draft,
    provenance: preset.provenance,
  };

  test('a field keeps the preset’s origin until it is edited, and regains it with its value', () => {
    expect(whereFrom(draft, origin, 'factors.precision')?.tag).toBe('sourced');
    const edited = { ...draft, ...setLevels(draft, 'batch_size', ['32', '64', '128']) };
    expect(whereFrom(edited, origin, 'factors.batch_size')).toEqual({ tag: 'edited', why: '' });
    expect(whereFrom(edited, origin, 'factors.precision')?.tag).toBe('sourced');
    expect(isEdited(edited, origin)).toBe(true);
    const back = { ...edited, ...setLevels(edited, 'batch_size', ['32', '64']) };
    expect(whereFrom(back, origin, 'factors.batch_size')?.tag).toBe('assumed');
    expect(isEdited(back, origin)).toBe(false);
  });

  test('an origin of all factors applies to each; other fields have none', () => {
    const quick: Origin = { ...origin, provenance: [{ field: 'factors', tag: 'inferred', why: 'fits' }] };
    expect(whereFrom(draft, quick, 'factors.layers')).toEqual({ tag: 'inferred', why: 'fits' });
    expect(whereFrom(draft, quick, 'replicates')).toBeNull();
  });

  test('an added factor counts as an edit', () => {
    const added = { ...draft, ...addFactor(draft, 'dropout') };
    expect(whereFrom(added, origin, 'factors.dropout')?.tag).toBe('edited');
  });
});

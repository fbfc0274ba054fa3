// Sorting and filtering the list of trials.
import { expect, test } from 'vitest';
import type { TrialRow } from '../../core/study/trial-row.ts';
import { IN_ORDER, NO_FILTER, shownTrials } from '../../renderer/screens/trials/list/shown-trials.ts';
import { trialRow } from '../core/sweep/rows.ts';

const COLUMNS = [
  { name: 'energy', value: (trial: TrialRow) => trial.energy_total_j },
  { name: 'batch', value: (trial: TrialRow) => trial.levels['batch'] ?? null },
];
const row = (order: number, batch: string, part: Partial<TrialRow> = {}): TrialRow => ({
  ...trialRow(order, { levels: { batch } }),
  order,
  ...part,
});
const ROWS = [
  row(1, '128', { energy_total_j: 30 }),
  row(2, '32', { energy_total_j: null, state: 'failed' }),
  row(3, '32', { energy_total_j: 10, flags: ['throttled'] }),
  row(4, '128', { energy_total_j: 30, excluded: 'a door' }),
];
const orders = (trials: readonly TrialRow[]): number[] => trials.map(({ order }) => order);

test('trials sort in run order or by a column; missing values come last, ties keep the run order', () => {
  expect(orders(shownTrials(ROWS, NO_FILTER, IN_ORDER, COLUMNS))).toEqual([1, 2, 3, 4]);
  expect(orders(shownTrials(ROWS, NO_FILTER, { by: 'order', is_down: true }, COLUMNS))).toEqual([4, 3, 2, 1]);
  expect(orders(shownTrials(ROWS, NO_FILTER, { by: 'energy', is_down: false }, COLUMNS))).toEqual([
    3, 1, 4, 2,
  ]);
  expect(orders(shownTrials(ROWS, NO_FILTER, { by: 'energy', is_down: true }, COLUMNS))).toEqual([
    1, 4, 3, 2,
  ]);
});

test('levels that are numbers sort as numbers', () => {
  expect(orders(shownTrials(ROWS, NO_FILTER, { by: 'batch', is_down: false }, COLUMNS))).toEqual([
    2, 3, 1, 4,
  ]);
});

test('trials are filtered by level, state, flag and exclusion', () => {
  const shown = (filter: Partial<typeof NO_FILTER>) =>
    orders(shownTrials(ROWS, { ...NO_FILTER, ...filter }, IN_ORDER, COLUMNS));
  expect(shown({ levels: { batch: '32' } })).toEqual([2, 3]);
  expect(shown({ levels: { batch: '32' }, kept: 'done' })).toEqual([3]);
  expect(shown({ kept: 'done' })).toEqual([1, 3]);
  expect(shown({ kept: 'not_done' })).toEqual([2]);
  expect(shown({ kept: 'flagged' })).toEqual([3]);
  expect(shown({ kept: 'left_out' })).toEqual([4]);
  expect(shown({ levels: { batch: '512' } })).toEqual([]);
});

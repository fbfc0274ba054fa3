// The dots of the drift figure scatter about the slope that the test of drift found, through the middle of the sweep.
import { expect, test } from 'vitest';
import { responseNamed } from '../../../core/study/responses.ts';
import { driftAnalysis } from '../../../core/sweep/drift-analysis.ts';
import { driftPoints } from '../../../core/sweep/drift-points.ts';
import { trialRow } from './rows.ts';

const ENERGY = responseNamed('energy_tested_j');
/** Cells of unequal sizes and places, so that no mean comes out right by chance. */
const ROWS = [
  ['a', 1, 10.1],
  ['a', 2, 10.4],
  ['b', 3, 21.0],
  ['a', 4, 10.7],
  ['b', 6, 21.9],
  ['b', 7, 21.6],
  ['b', 11, 23.4],
  ['c', 12, 5.0],
].map(([level, order, energy_tested_j]) => ({
  ...trialRow(order as number, {
    levels: { s: level as string },
    energy_tested_j: energy_tested_j as number,
  }),
  order: order as number,
}));

test('a straight line through the dots has the slope of the analysis of covariance', () => {
  const drift = driftAnalysis(ROWS, ['s'], ENERGY, 0.05);
  const { points, middle } = driftPoints(ROWS, ['s'], ENERGY, drift?.slope ?? 0);
  expect(points).toHaveLength(ROWS.length);
  expect(middle).toBeCloseTo(5.75, 12);
  const n = points.length;
  const mx = points.reduce((sum, { order }) => sum + order, 0) / n;
  const my = points.reduce((sum, { deviation }) => sum + deviation, 0) / n;
  const sxy = points.reduce((sum, { order, deviation }) => sum + (order - mx) * (deviation - my), 0);
  const sxx = points.reduce((sum, { order }) => sum + (order - mx) ** 2, 0);
  expect(sxy / sxx).toBeCloseTo(drift?.slope ?? Number.NaN, 12);
  expect(my).toBeCloseTo(0, 12);
});

test('failed trials and missing values have no dot; nothing at all has none', () => {
  const rows = [...ROWS, { ...trialRow(13, { state: 'failed' }), order: 13 }];
  expect(driftPoints(rows, ['s'], ENERGY, 0.1).points).toHaveLength(ROWS.length);
  expect(driftPoints([], ['s'], ENERGY, 0.1)).toEqual({ points: [], middle: 0 });
});

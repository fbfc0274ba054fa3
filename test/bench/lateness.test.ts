// Lateness is computed from stamps; the stamps here are made up, no clock is read.
import { expect, test } from 'vitest';
import { latenessOf, percentile } from './lateness.ts';

test('stamps are held against the deadline before them, not against the stamp before', () => {
  expect(latenessOf(Float64Array.of(1005, 2020, 3001, 4300), 1000, 1000)).toEqual([5, 20, 1, 300]);
});

test('after a delay of whole periods the grid goes on', () => {
  expect(latenessOf(Float64Array.of(0, 1002, 4500, 5003), 0, 1000)).toEqual([0, 2, 500, 3]);
});

test('percentiles are values that occurred', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect([0.5, 0.99, 1].map((p) => percentile(values, p))).toEqual([50, 99, 100]);
  expect(percentile([], 0.5)).toBeNull();
});

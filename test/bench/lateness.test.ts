// Lateness is computed from stamps; the stamps here are made up, no clock is read.
import { expect, test } from 'vitest';
import { latenessOf, percentile } from './lateness.ts';

const ticks = (...first_ns: number[]) => first_ns.map((t_ns) => ({ first_ns: t_ns, last_ns: t_ns + 10 }));

test('ticks are held against their own deadlines, not against the tick before', () => {
  expect(latenessOf(ticks(1005, 2020, 3001, 4300), 1000, 1000)).toEqual([5, 20, 1, 300]);
});

test('a tick late by whole periods skips as many, and the grid goes on', () => {
  expect(latenessOf(ticks(0, 1002, 4500, 5003), 0, 1000)).toEqual([0, 2, 2500, 3]);
});

test('reading that lasts beyond the period skips too, though the tick came in time', () => {
  const slow = { first_ns: 1002, last_ns: 3100 };
  expect(latenessOf([...ticks(0), slow, ...ticks(4007, 5001)], 0, 1000)).toEqual([0, 2, 7, 1]);
});

test('a delay that no stamp shows is lateness of one tick only', () => {
  expect(latenessOf(ticks(0, 1005, 5006, 6007), 0, 1000)).toEqual([0, 5, 3006, 7]);
});

test('percentiles are values that occurred', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect([0.5, 0.99, 1].map((p) => percentile(values, p))).toEqual([50, 99, 100]);
  expect(percentile([], 0.5)).toBeNull();
});

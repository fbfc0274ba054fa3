// A quarter of an hour of sweep on the virtual clock: it ends, and leaves no handle and no thread behind on its way.
import { expect, test } from 'vitest';
import { runDay } from './run-day.ts';

test('handles and threads stay the same from trial to trial', () => {
  const { vitals, end } = runDay(0.25);
  expect(end).toEqual({ state: 'done', message: null, trials: 40 });
  const during = vitals.slice(1, -1);
  expect(during.length).toBeGreaterThan(5);
  expect(new Set(during.map(({ handles }) => handles)).size).toBe(1);
  expect(new Set(during.map(({ threads }) => threads)).size).toBe(1);
});

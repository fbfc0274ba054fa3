// The period between changes, from series with a known answer.
import { expect, test } from 'vitest';
import { changesOf, type Seen } from '../../../engine/probe/update-period.ts';

const power = (t_s: number, power_w: number | null): Seen => ({ t_ns: t_s * 1e9, power_w, energy_j: null });
/** A value that changes at every multiple of the period, read every 10 ms: first and last of each run, as stored. */
const staircase = (period_s: number, steps: number): Seen[] =>
  Array.from({ length: steps }, (_, i) => [
    power(i * period_s, 100 + (i % 7)),
    power((i + 1) * period_s - 0.01, 100 + (i % 7)),
  ]).flat();

test('the median of the gaps between changes', () => {
  expect(changesOf(staircase(0.1, 30))).toEqual({ changes: 29, update_period_s: expect.closeTo(0.1, 9) });
});

test('jitter and one long standstill do not change the median', () => {
  const stamps = [0, 0.09, 0.2, 0.31, 0.4, 0.5, 2.5, 2.6, 2.71, 2.8];
  const samples = stamps.map((t_s, i) => power(t_s, i));
  expect(changesOf(samples).update_period_s).toBeCloseTo(0.1, 1);
});

test('a counter takes precedence over the power', () => {
  const samples = Array.from({ length: 40 }, (_, i) => ({
    t_ns: i * 1e7,
    power_w: i,
    energy_j: 5 + Math.floor(i / 4),
  }));
  expect(changesOf(samples)).toEqual({ changes: 9, update_period_s: expect.closeTo(0.04, 9) });
});

test('a value that never changes, or too rarely, has no period', () => {
  expect(changesOf([power(0, 5), power(1, 5), power(2, 5)])).toEqual({ changes: 0, update_period_s: null });
  expect(changesOf([0, 1, 2].map((t_s) => power(t_s, t_s)))).toEqual({ changes: 2, update_period_s: null });
  expect(changesOf([])).toEqual({ changes: 0, update_period_s: null });
});

test('a source that fails in the middle: the outage is neither a change nor a gap', () => {
  const whole = staircase(0.1, 10);
  const later = staircase(0.1, 10).map((sample) => ({ ...sample, t_ns: sample.t_ns + 60e9 }));
  const samples = [...whole, power(1.5, null), power(59, null), ...later];
  expect(changesOf(samples)).toEqual({ changes: 18, update_period_s: expect.closeTo(0.1, 9) });
});

// A calendar that runs ahead, evenly or more and more, is followed by anchors every four seconds; one without them is not.
import { expect, test } from 'vitest';
import { clockDrift } from './clock-residuals.ts';

const HOURS = 2;

/** Anchors every `every_s`, of a calendar in whole milliseconds that is ahead by `ahead_ms`. */
const anchorsOf = (every_s: number, ahead_ms: (h: number) => number) =>
  Array.from({ length: Math.floor((HOURS * 3600) / every_s) }, (_, i) => {
    const t_ns = 5e12 + i * every_s * 1e9;
    const h = (i * every_s) / 3600;
    return { t_ns, unix_ms: Math.round(1.7e12 + i * every_s * 1e3 + ahead_ms(h)) };
  });

test.each<[string, (h: number) => number]>([
  ['720 ms an hour (200 ppm)', (h) => 720 * h],
  ['a drift that warms up', (h) => 300 * h ** 2],
  ['one that swings by 50 ms every ten minutes', (h) => 50 * Math.sin(2 * Math.PI * 6 * h)],
])('%s: less than a millisecond an hour is left', (_, ahead_ms) => {
  const { median_ms, p99_ms, left_ms_per_h } = clockDrift(anchorsOf(4, ahead_ms));
  expect(Math.abs(left_ms_per_h)).toBeLessThan(1);
  expect(median_ms).toBeLessThanOrEqual(0.5);
  expect(p99_ms).toBeLessThanOrEqual(1.5);
});

test('the drift itself is told, and a swing is lost where anchors are too far apart', () => {
  expect(clockDrift(anchorsOf(4, (h) => 720 * h)).drift_ms_per_h).toBeCloseTo(720, 1);
  const sparse = clockDrift(anchorsOf(240, (h) => 50 * Math.sin(2 * Math.PI * 6 * h)));
  expect(sparse.median_ms).toBeGreaterThan(10);
  expect(() => clockDrift([])).toThrow(/five anchors/);
});

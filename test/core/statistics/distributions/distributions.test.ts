// Tails against R and 40-digit integrals (f_tails.R, noncentral_t.py), far beyond where 1 - cdf would be 0.
import { expect, test } from 'vitest';
import { fUpperTail } from '../../../../core/statistics/distributions/fisher-f.ts';
import {
  noncentralTLowerTail,
  noncentralTUpperTail,
} from '../../../../core/statistics/distributions/noncentral-t.ts';
import { noncentralTInterval } from '../../../../core/statistics/distributions/noncentral-t-interval.ts';
import { tTwoSided, tUpperQuantile } from '../../../../core/statistics/distributions/student-t.ts';
import { hedgesCorrection } from '../../../../core/statistics/tests/effect-size.ts';
import { close, fixture } from '../expected.ts';

const noncentral = fixture<[number, number, number, number, number][]>('noncentral_t.json');
const f_tails = fixture<[number, number, number, number][]>('f_tails.json');

test.each(noncentral)('noncentral t: t %d, df %d, ncp %d', (t, df, ncp, lower, upper) => {
  for (const [found, want] of [
    [noncentralTLowerTail(t, df, ncp), lower],
    [noncentralTUpperTail(t, df, ncp), upper],
  ] as const) {
    // Tails an interval can ask for, to 1e-10; smaller ones only have to stay small.
    if (want > 1e-6) close(found, want, 1e-10);
    else expect(Math.abs(found - want)).toBeLessThan(1e-12);
  }
});

test('the interval of the noncentrality leaves alpha / 2 on each side, also for a negative t', () => {
  for (const [t, df, alpha] of [
    [2.1, 9, 0.05],
    [150.8, 57, 0.05],
    [0, 20, 0.1],
    [900, 6, 0.01],
  ] as const) {
    const [low, high] = noncentralTInterval(t, df, alpha) as readonly [number, number];
    close(noncentralTUpperTail(t, df, low), alpha / 2, 1e-9);
    close(noncentralTLowerTail(t, df, high), alpha / 2, 1e-9);
    const mirrored = noncentralTInterval(-t, df, alpha) as readonly [number, number];
    close(mirrored[0] + 1e-300, -high, 1e-12);
    close(mirrored[1], -low, 1e-12);
  }
});

test('upper tails of F, and of t through F(1, df) = t^2', () => {
  for (const [f, df1, df2, want] of f_tails) {
    if (want < 1e-290) continue;
    close(fUpperTail(f, df1, df2), want, 1e-11);
    if (df1 === 1) close(tTwoSided(Math.sqrt(f), df2), want, 1e-11);
  }
});

test('quantiles of t invert its tail', () => {
  for (const df of [1, 1.3, 2, 4, 9.7, 57, 1e4, 1e6]) {
    for (const p of [0.4, 0.05, 0.025, 0.005, 1e-6])
      close(tTwoSided(tUpperQuantile(p, df), df) / 2, p, df > 1e5 ? 1e-9 : 1e-12);
  }
});

test('the small-sample correction is continuous where its formula changes', () => {
  const [below, above] = [hedgesCorrection(400) as number, hedgesCorrection(400.0001) as number];
  // J = 1 - 3 / (4m - 1) to second order: its slope at 400 is 4.7e-6.
  expect(above - below).toBeGreaterThan(0);
  expect(above - below).toBeLessThan(1e-9);
  close(hedgesCorrection(10), 0.9227456, 1e-7); // Hedges (1981), table 1
  expect(hedgesCorrection(1)).toBeNull();
});

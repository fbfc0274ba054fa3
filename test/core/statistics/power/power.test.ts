// Power of t and F tests against R: test/fixtures/statistics/power.R.
import { expect, test } from 'vitest';
import { fUpperQuantile } from '../../../../core/statistics/distributions/fisher-f.ts';
import { noncentralFUpperTail } from '../../../../core/statistics/distributions/noncentral-f.ts';
import { effectSizeF, fPower } from '../../../../core/statistics/power/f-power.ts';
import { detectableEffect, replicatesFor } from '../../../../core/statistics/power/solve.ts';
import { pairedPower, twoSamplePower, welchPower } from '../../../../core/statistics/power/t-power.ts';
import { close, fixture } from '../expected.ts';

type Rows<K extends string> = readonly Record<K | 'value', number>[];
const of_r = fixture<{
  quantiles: Rows<'p' | 'df1' | 'df2'>;
  two_sample: Rows<'d' | 'n' | 'alpha'>;
  paired: Rows<'d' | 'n' | 'alpha'>;
  one_way: Rows<'f' | 'n' | 'groups' | 'alpha'>;
  factorial: Rows<'f' | 'df' | 'cells' | 'n'>;
  replicates: { d: number; wanted: number; n: number }[];
  detectable: { n: number; wanted: number; d: number }[];
}>('power.json');

test('tails of the noncentral F to 1e-10, down to 1e-100', () => {
  const exact =
    fixture<{ f: number; df1: number; df2: number; lam: number; p: number }[]>('noncentral_f.json');
  expect(Math.min(...exact.map(({ p }) => p))).toBeLessThan(1e-60);
  for (const { f, df1, df2, lam, p } of exact) close(noncentralFUpperTail(f, df1, df2, lam), p, 1e-10);
});

/** R's tails of the noncentral F stop at 1e-9 absolute. */
const near = (actual: number, expected: number): void =>
  expect(Math.abs(actual - expected)).toBeLessThan(2e-9);

test('quantiles of F', () => {
  for (const { p, df1, df2, value } of of_r.quantiles) close(fUpperQuantile(p, df1, df2), value, 1e-9);
  expect(() => fUpperQuantile(0, 1, 1)).toThrow(/0 < p < 1/);
});

test('two groups and pairs, both tails', () => {
  for (const { d, n, alpha, value } of of_r.two_sample) close(twoSamplePower(d, n, alpha), value, 1e-8);
  for (const { d, n, alpha, value } of of_r.paired) close(pairedPower(d, n, alpha), value, 1e-8);
});

test('with equal scatter Welch’s test has the power of Student’s', () => {
  for (const n of [3, 10, 50]) close(welchPower(2.5, [2, 2], n, 0.05), twoSamplePower(1.25, n, 0.05), 1e-12);
});

test('one factor and an effect of several', () => {
  for (const { f, n, groups, alpha, value } of of_r.one_way)
    near(fPower({ f, df: groups - 1, cells: groups }, n, alpha), value);
  for (const { f, df, cells, n, value } of of_r.factorial) near(fPower({ f, df, cells }, n, 0.05), value);
});

test('two levels of one factor: F and t are the same test', () => {
  const f = effectSizeF([10, 12], 2); // d = 1
  close(f, 0.5);
  close(fPower({ f, df: 1, cells: 2 }, 9, 0.05), twoSamplePower(1, 9, 0.05), 1e-9);
});

test('replicates and detectable effect', () => {
  for (const { d, wanted, n } of of_r.replicates)
    expect(replicatesFor((one) => twoSamplePower(d, one, 0.05), wanted)).toBe(n);
  for (const { n, wanted, d } of of_r.detectable)
    close(
      detectableEffect((effect) => twoSamplePower(effect, n, 0.05), wanted),
      d,
      1e-7,
    );
});

test('what cannot be reached is null', () => {
  expect(replicatesFor((n) => twoSamplePower(0, n, 0.05), 0.8)).toBeNull();
  expect(detectableEffect(() => 0.05, 0.8)).toBeNull();
});

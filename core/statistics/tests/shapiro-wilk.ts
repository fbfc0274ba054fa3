// Tests whether values may come from a normal distribution, as the t-tests and the ANOVA assume.
import { sum } from '../descriptives/sum.ts';
import { normalQuantile, normalUpperTail } from '../distributions/distributions.ts';

// Polynomials of AS R94: the two outer weights in 1/sqrt(n), then mean and log sd of the normalised statistic.
const OUTER_1 = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056];
const OUTER_2 = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
const SMALL_GAMMA = [-2.273, 0.459];
const SMALL_MEAN = [0.544, -0.39978, 0.025054, -6.714e-4];
const SMALL_LOG_SD = [1.3822, -0.77857, 0.062767, -0.0020322];
const LARGE_MEAN = [-1.5861, -0.31082, -0.083751, 0.0038915];
const LARGE_LOG_SD = [-0.4803, -0.082676, 0.0030302];

/** The polynomials are fitted up to here; R refuses more as well. */
export const MOST_VALUES = 5000;

/**
 * Shapiro-Wilk W and its p: P. Royston, Algorithm AS R94, Appl. Statist. 44 (1995) 547-551; R's shapiro.test.
 * Null for fewer than 3 or more than MOST_VALUES values or values that are all equal.
 */
export function shapiroWilk(values: readonly number[]): { readonly w: number; readonly p: number } | null {
  const n = values.length;
  if (n < 3 || n > MOST_VALUES) return null;
  const sorted = Float64Array.from(values).sort();
  const range = (sorted[n - 1] as number) - (sorted[0] as number);
  if (!(range > 0)) return null;
  // Scaled to the range and shifted: W does not change, and nothing overflows or cancels.
  const x = Array.from(sorted, (value) => (value - (sorted[0] as number)) / range);
  const centre = sum(x) / n;
  const deviations = x.map((value) => value - centre);
  const a = weights(n);
  const squares = sum(deviations.map((d) => d * d));
  const aligned = sum(deviations.map((d, i) => d * (a[i] as number)));
  // The weights have length 1 up to the rounding of the fit; R divides by their true length too.
  const length = sum(a.map((value) => value * value));
  const root = Math.sqrt(length * squares);
  // 1 - W as a product, so that a W close to 1 keeps its digits.
  const lack = ((root - aligned) * (root + aligned)) / (length * squares);
  return { w: 1 - lack, p: significance(lack, n) };
}

/** The antisymmetric weights of the ordered values. */
function weights(n: number): number[] {
  if (n === 3) return [-Math.SQRT1_2, 0, Math.SQRT1_2];
  const m = Array.from({ length: n }, (_, i) => normalQuantile((i + 1 - 0.375) / (n + 0.25)));
  const squares = sum(m.map((value) => value ** 2));
  const [m0, m1] = [m[0] as number, m[1] as number];
  const root = 1 / Math.sqrt(n);
  const a0 = polynomial(OUTER_1, root) - m0 / Math.sqrt(squares);
  const outer = [a0];
  let scale = Math.sqrt((squares - 2 * m0 ** 2) / (1 - 2 * a0 ** 2));
  if (n > 5) {
    const a1 = polynomial(OUTER_2, root) - m1 / Math.sqrt(squares);
    outer.push(a1);
    scale = Math.sqrt((squares - 2 * m0 ** 2 - 2 * m1 ** 2) / (1 - 2 * a0 ** 2 - 2 * a1 ** 2));
  }
  return m.map((value, i) => {
    const from_low = outer[i];
    const from_high = outer[n - 1 - i];
    if (from_low !== undefined) return -from_low;
    return from_high ?? value / scale;
  });
}

/** Upper tail of the normalised 1 - W. */
function significance(lack: number, n: number): number {
  if (n === 3) {
    const exact = (6 / Math.PI) * (Math.asin(Math.sqrt(1 - lack)) - Math.asin(Math.sqrt(0.75)));
    return Math.min(1, Math.max(0, exact));
  }
  if (!(lack > 0)) return 1;
  const y = Math.log(lack);
  if (n <= 11) {
    const gamma = polynomial(SMALL_GAMMA, n);
    if (y >= gamma) return 0;
    const sd = Math.exp(polynomial(SMALL_LOG_SD, n));
    return normalUpperTail((-Math.log(gamma - y) - polynomial(SMALL_MEAN, n)) / sd);
  }
  const log_n = Math.log(n);
  return normalUpperTail((y - polynomial(LARGE_MEAN, log_n)) / Math.exp(polynomial(LARGE_LOG_SD, log_n)));
}

/** c[0] + c[1] x + c[2] x^2 + ..., by Horner's rule. */
const polynomial = (c: readonly number[], x: number): number =>
  c.reduceRight((value, coefficient) => value * x + coefficient, 0);

// Standardised difference of two means: Cohen's d, and Hedges' g, which is d without its small-sample bias, with its
// interval.

import type { Interval } from '../analysis.ts';
import { meanDifference } from '../descriptives/mean.ts';
import { sumOfSquares } from '../descriptives/sum-of-squares.ts';
import { logGamma } from '../distributions/distributions.ts';
import { noncentralTInterval } from '../distributions/noncentral-t-interval.ts';

/**
 * (mean(a) - mean(b)) / pooled standard deviation, pooled with n - 1 weights: J. Cohen, Statistical Power Analysis
 * (1988), 2.5. Null when neither group varies or there are fewer than three values.
 */
export function cohensD(a: readonly number[], b: readonly number[]): number | null {
  const df = a.length + b.length - 2;
  if (df < 1 || a.length === 0 || b.length === 0) return null;
  const d = meanDifference(a, b) / Math.sqrt((sumOfSquares(a) + sumOfSquares(b)) / df);
  return Number.isFinite(d) ? d : null;
}

/**
 * The factor that makes d unbiased for few runs: exact J(m) = Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2)) for m degrees of
 * freedom: L. Hedges, J. Educ. Statist. 6 (1981) 107-128, eq. 6e. Null below m = 2, where it is 0. Above m = 400 the
 * two log-gammas would cancel, and the series of Gamma(x + 1/2) / Gamma(x) in 1/x (DLMF 5.11.13), good to 1e-14 there,
 * is used.
 */
export function hedgesCorrection(m: number): number | null {
  if (m < 2) return null;
  if (m <= 400) return Math.exp(logGamma(m / 2) - logGamma((m - 1) / 2)) / Math.sqrt(m / 2);
  const x = (m - 1) / 2;
  const series = 1 - 1 / (8 * x) + 1 / (128 * x ** 2) + 5 / (1024 * x ** 3) - 21 / (32768 * x ** 4);
  return Math.sqrt((m - 1) / m) * series;
}

export interface HedgesG {
  readonly g: number;
  /** At 1 - alpha. */
  readonly ci: Interval | null;
}

/**
 * Hedges' g = J(n1 + n2 - 2) d. The interval inverts the noncentral t distribution of the pooled-variance statistic
 * d sqrt(n1 n2 / (n1 + n2)) and is scaled by the same J; exact for normal groups of equal variance, an approximation
 * otherwise. L. Hedges, J. Educ. Statist. 6 (1981); M. Ben-Shachar et al., effectsize, JOSS 5 (2020) 2815.
 * Null where d is null or n1 + n2 < 4.
 */
export function hedgesG(a: readonly number[], b: readonly number[], alpha: number): HedgesG | null {
  const d = cohensD(a, b);
  const df = a.length + b.length - 2;
  const j = hedgesCorrection(df);
  if (d === null || j === null) return null;
  const scale = Math.sqrt(1 / a.length + 1 / b.length);
  const ncp = noncentralTInterval(d / scale, df, alpha);
  return { g: j * d, ci: ncp === null ? null : [j * scale * ncp[0], j * scale * ncp[1]] };
}

// How many standard deviations two means lie apart.
import { meanDifference } from '../descriptives/mean.ts';
import { sumOfSquares } from '../descriptives/sum-of-squares.ts';

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

// Compares two means assuming equal variances, as older literature does.
import { meanDifference } from '../descriptives/mean.ts';
import { sumOfSquares } from '../descriptives/sum-of-squares.ts';
import { type TTestResult, tTestOf } from './t-test-result.ts';

/**
 * Student's two-sample t-test with pooled variance; R's t.test(var.equal = TRUE). Valid only where the variances are
 * equal. Null when there are fewer than three values, a group is empty, or nothing varies.
 */
export function studentTTest(a: readonly number[], b: readonly number[], alpha: number): TTestResult | null {
  const df = a.length + b.length - 2;
  if (df < 1 || a.length === 0 || b.length === 0) return null;
  const pooled = (sumOfSquares(a) + sumOfSquares(b)) / df;
  return tTestOf(meanDifference(a, b), Math.sqrt(pooled * (1 / a.length + 1 / b.length)), df, alpha);
}

// Compares two means without assuming equal variances: the default test of this product.
import { meanDifference } from '../descriptives/mean.ts';
import { variance } from '../descriptives/sum-of-squares.ts';
import { type TTestResult, tTestOf } from './t-test-result.ts';

/**
 * Welch's t-test, degrees of freedom after Satterthwaite: B. L. Welch, Biometrika 34 (1947) 28-35; R's t.test.
 * Null when a group has fewer than two values or neither group varies.
 */
export function welchTTest(a: readonly number[], b: readonly number[], alpha: number): TTestResult | null {
  if (a.length < 2 || b.length < 2) return null;
  const va = variance(a) / a.length;
  const vb = variance(b) / b.length;
  const share = va / (va + vb);
  const df = 1 / (share ** 2 / (a.length - 1) + (1 - share) ** 2 / (b.length - 1));
  return tTestOf(meanDifference(a, b), Math.sqrt(va + vb), df, alpha);
}

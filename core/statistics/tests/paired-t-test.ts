// Compares two means of the same units (equal seed, equal block) by their differences.
import { mean } from '../descriptives/mean.ts';
import { variance } from '../descriptives/sum-of-squares.ts';
import { type TTestResult, tTestOf } from './t-test-result.ts';

/**
 * Paired t-test; R's t.test(paired = TRUE). `a[i]` and `b[i]` belong together: throws RangeError for unequal lengths.
 * Null below two pairs or when all differences are equal.
 */
export function pairedTTest(a: readonly number[], b: readonly number[], alpha: number): TTestResult | null {
  if (a.length !== b.length)
    throw new RangeError(`expected pairs, got ${a.length} values against ${b.length}`);
  if (a.length < 2) return null;
  const differences = a.map((value, i) => value - (b[i] as number));
  const se = Math.sqrt(variance(differences) / differences.length);
  return tTestOf(mean(differences), se, differences.length - 1, alpha);
}

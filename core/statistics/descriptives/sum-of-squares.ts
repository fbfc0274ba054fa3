// Squared distances from the mean, the basis of every variance, ANOVA and effect size here.
import { momentsOf } from './moments.ts';

/** Sum of (x - mean)^2, see momentsOf: two passes, never negative. */
export const sumOfSquares = (values: readonly number[]): number => momentsOf(values).squares;

/** Sample variance (n - 1); throws RangeError below two values. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) throw new RangeError(`a variance needs at least 2 values, got ${values.length}`);
  return sumOfSquares(values) / (values.length - 1);
}

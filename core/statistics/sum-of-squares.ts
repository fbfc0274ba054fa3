// Squared distances from the mean: what every variance, ANOVA and effect size here is built from.
import { meanFrom } from './mean.ts';
import { sum } from './sum.ts';

/**
 * Sum of (x - mean)^2, two passes with the correction for a rounded mean:
 * T. Chan, G. Golub, R. LeVeque, The American Statistician 37 (1983) 242-247, eq. 1.7, after a shift by the first value. Never negative.
 */
export function sumOfSquares(values: readonly number[]): number {
  const first = values[0] ?? 0;
  const centre = values.length === 0 ? 0 : meanFrom(values, first);
  const off = new Float64Array(values.length);
  const squares = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const d = (values[i] as number) - first - centre;
    off[i] = d;
    squares[i] = d * d;
  }
  return Math.max(0, sum(squares) - sum(off) ** 2 / values.length);
}

/** Sample variance (n - 1); throws RangeError below two values. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) throw new RangeError(`a variance needs at least 2 values, not ${values.length}`);
  return sumOfSquares(values) / (values.length - 1);
}

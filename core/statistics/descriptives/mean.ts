// The arithmetic mean and differences of means, exact for values that are large and close together.
import { offsetOf } from './moments.ts';

/**
 * Mean of at least one value. Shifted by the first value, so that 1e12 + 0.4 and its neighbours lose no digits in the
 * sum. Throws RangeError for no values.
 */
export const mean = (values: readonly number[]): number => meanFrom(values, 0);

/** mean(values) - origin without rounding the mean first: at 1e12 the mean itself keeps only four decimals. */
export function meanFrom(values: readonly number[], origin: number): number {
  const first = values[0];
  if (first === undefined) throw new RangeError('a mean needs at least one value');
  return first - origin + offsetOf(values);
}

/** mean(a) - mean(b), with the digits that the two means lose when they are far from 0. */
export function meanDifference(a: readonly number[], b: readonly number[]): number {
  const origin = b[0];
  if (origin === undefined) throw new RangeError('a mean needs at least one value');
  return meanFrom(a, origin) - meanFrom(b, origin);
}

/** Every value minus the mean of all. */
export function deviations(values: readonly number[]): number[] {
  const first = values[0] ?? 0;
  const centre = meanFrom(values, first);
  return values.map((value) => value - first - centre);
}

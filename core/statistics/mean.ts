// The arithmetic mean, kept exact for values that are large and close together.
import { sum } from './sum.ts';

/**
 * Mean of at least one value. Shifted by the first value, so that 1e12 + 0.4 and its neighbours lose no digits in the
 * sum. Throws RangeError for no values.
 */
export function mean(values: readonly number[]): number {
  const shift = values[0];
  if (shift === undefined) throw new RangeError('a mean needs at least one value');
  return shift + sum(values.map((value) => value - shift)) / values.length;
}

// Adds many numbers without losing the small ones, because energies of millions of joules are compared to a tenth.

/**
 * Neumaier's compensated sum: error of a few units in the last place whatever the order and number of terms.
 * A. Neumaier, Z. Angew. Math. Mech. 54 (1974) 39-51.
 */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** The sum of values[i] - origin, also compensated, without a second array of a million differences. */
export function sumFrom(values: ArrayLike<number>, origin: number): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = (values[i] as number) - origin;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

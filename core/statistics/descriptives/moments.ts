// Mean and scatter of a group, which all tests of means share, computed once per cell of a study.
import { sum, sumFrom } from './sum.ts';

export interface Moments {
  /** mean(values) - values[0], which has the digits that the mean itself loses far from 0. */
  readonly offset: number;
  /** Sum of (x - mean)^2. */
  readonly squares: number;
}

/** Moments of arrays that are promised not to change. */
const kept = new WeakMap<readonly number[], Moments>();

/** Promises that `values` (at least one) no longer change, because a cell is compared with dozens of others. */
export function keepMoments(values: readonly number[]): void {
  kept.set(values, compute(values));
}

/**
 * Moments of at least one value, by two passes with the correction for a rounded mean, from the first value on:
 * T. Chan, G. Golub, R. LeVeque, The American Statistician 37 (1983) 242-247, eq. 1.7. `squares` is never negative.
 */
export const momentsOf = (values: readonly number[]): Moments => kept.get(values) ?? compute(values);

/** momentsOf(values).offset, for an array that was not kept without the squares. */
export const offsetOf = (values: readonly number[]): number =>
  kept.get(values)?.offset ?? sumFrom(values, values[0] as number) / values.length;

function compute(values: readonly number[]): Moments {
  const n = values.length;
  if (n === 0) return { offset: 0, squares: 0 };
  const first = values[0] as number;
  const offset = sumFrom(values, first) / n;
  const off = new Float64Array(n);
  const squares = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const d = (values[i] as number) - first - offset;
    off[i] = d;
    squares[i] = d * d;
  }
  return { offset, squares: Math.max(0, sum(squares) - sum(off) ** 2 / n) };
}

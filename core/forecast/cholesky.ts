// Normal draws with a given precision matrix, as Bayesian regression needs them.
import type { Draws } from './draws.ts';

/**
 * One draw from the normal distribution with precision A (symmetric, positive definite, n x n) and mean A^-1 b, by A = L L'
 * (Gelman et al., Bayesian Data Analysis, 3rd ed., app. A); without `draws` the mean itself.
 */
export function drawFrom(
  a: readonly (readonly number[])[],
  b: readonly number[],
  draws: Draws | null,
): number[] {
  const n = b.length;
  const l = a.map(() => new Float64Array(n));
  const at = (i: number, j: number): number => (l[i] as Float64Array)[j] as number;
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = (a[i] as readonly number[])[j] as number;
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      (l[i] as Float64Array)[j] = i === j ? Math.sqrt(sum) : sum / at(j, j);
    }
  const w = new Array<number>(n).fill(0);
  for (let i = 0; i < n; i++) {
    let sum = b[i] as number;
    for (let k = 0; k < i; k++) sum -= at(i, k) * (w[k] as number);
    w[i] = sum / at(i, i);
  }
  // L' x = w + z: the mean and the scatter in one substitution
  const right = w.map((value) => value + (draws === null ? 0 : draws.normal()));
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let sum = right[i] as number;
    for (let k = i + 1; k < n; k++) sum -= at(k, i) * (x[k] as number);
    x[i] = sum / at(i, i);
  }
  return x;
}

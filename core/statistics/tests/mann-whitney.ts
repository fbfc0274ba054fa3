// Compares two groups by ranks only, for values that are far from normal.

import { ascending, endOfTies } from '../descriptives/ranks.ts';
import { sum } from '../descriptives/sum.ts';
import { normalLowerTail, normalUpperTail } from '../distributions/distributions.ts';

/** Below this size of both groups R counts exactly; above it the normal approximation is as good. */
const EXACT_BELOW = 50;

export interface MannWhitney {
  readonly w: number;
  readonly p: number;
}

/**
 * Mann-Whitney U test (Wilcoxon rank sum), two-sided; R's wilcox.test: `w` counts the pairs in which a is larger.
 * Exact below 50 values per group without ties, else normal with continuity and tie correction.
 * Null when a group is empty or all values are equal.
 */
export const mannWhitney = (a: readonly number[], b: readonly number[]): MannWhitney | null =>
  mannWhitneyAscending(ascending(a), ascending(b));

/** The same for values in ascending order, so that a group compared with many is sorted once. */
export function mannWhitneyAscending(a: Float64Array, b: Float64Array): MannWhitney | null {
  const [m, n] = [a.length, b.length];
  if (m === 0 || n === 0) return null;
  if (a[0] === b[n - 1] && b[0] === a[m - 1]) return null;
  const { w, ties } = pairsWon(a, b);
  if (ties === 0 && m < EXACT_BELOW && n < EXACT_BELOW) {
    return { w, p: Math.min(1, 2 * exactLowerTail(Math.min(w, m * n - w), m, n)) };
  }
  const all = m + n;
  const sd = Math.sqrt(((m * n) / 12) * (all + 1 - ties / (all * (all - 1))));
  const off = w - (m * n) / 2;
  const z = (off - Math.sign(off) * 0.5) / sd;
  return { w, p: Math.min(1, 2 * Math.min(normalLowerTail(z), normalUpperTail(z))) };
}

/** Number of pairs with the larger value in a, equal ones counted half, in one pass; with the ties, as in RankSums. */
function pairsWon(a: Float64Array, b: Float64Array): { readonly w: number; readonly ties: number } {
  let [i, j, w, ties] = [0, 0, 0, 0];
  while (i < a.length) {
    const value = a[i] as number;
    const own = endOfTies(a, i) - i;
    while (j < b.length && (b[j] as number) < value) {
      const tied = endOfTies(b, j) - j;
      ties += tied ** 3 - tied;
      j += tied;
    }
    const shared = j < b.length && b[j] === value ? endOfTies(b, j) - j : 0;
    w += own * (j + shared / 2);
    ties += (own + shared) ** 3 - (own + shared);
    i += own;
    j += shared;
  }
  while (j < b.length) {
    const tied = endOfTies(b, j) - j;
    ties += tied ** 3 - tied;
    j += tied;
  }
  return { w, ties };
}

/**
 * P(U <= u) with every order equally likely. H. Mann, D. Whitney, Ann. Math. Statist. 18 (1947) 50-60:
 * the largest value is from a with probability m/(m+n), and then beats all n of b. Only additions of positive terms.
 */
function exactLowerTail(u: number, m: number, n: number): number {
  // table[j][k]: P(U = k) for i values of a and j of b; i grows in the outer loop.
  let table = Array.from({ length: n + 1 }, () => Float64Array.of(1, ...new Float64Array(u)));
  for (let i = 1; i <= m; i++) {
    const next = [Float64Array.of(1, ...new Float64Array(u))];
    for (let j = 1; j <= n; j++) {
      const [fewer_a, fewer_b] = [table[j] as Float64Array, next[j - 1] as Float64Array];
      const share = i / (i + j);
      next.push(fewer_b.map((p, k) => (1 - share) * p + (k >= j ? share * (fewer_a[k - j] as number) : 0)));
    }
    table = next;
  }
  return sum(table[n] as Float64Array);
}

// Two groups compared by order alone, for values that are far from normal.
import { normalLowerTail, normalUpperTail } from './distributions.ts';
import { ascending, rankSums } from './ranks.ts';
import { sum } from './sum.ts';

/** R counts exactly below this size of both groups; above it the normal approximation is as good. */
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

/** The same for values in ascending order: a group that is compared with many is sorted once. */
export function mannWhitneyAscending(a: Float64Array, b: Float64Array): MannWhitney | null {
  const [m, n] = [a.length, b.length];
  if (m === 0 || n === 0) return null;
  const { sums, ties, is_constant } = rankSums([a, b]);
  if (is_constant) return null;
  const w = (sums[0] as number) - (m * (m + 1)) / 2;
  if (ties === 0 && m < EXACT_BELOW && n < EXACT_BELOW) {
    return { w, p: Math.min(1, 2 * exactLowerTail(Math.min(w, m * n - w), m, n)) };
  }
  const all = m + n;
  const sd = Math.sqrt(((m * n) / 12) * (all + 1 - ties / (all * (all - 1))));
  const off = w - (m * n) / 2;
  const z = (off - Math.sign(off) * 0.5) / sd;
  return { w, p: Math.min(1, 2 * Math.min(normalLowerTail(z), normalUpperTail(z))) };
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

// Compares pairs by the ranks of their differences only, for differences that are far from normal.

import { midranks } from '../descriptives/ranks.ts';
import { sum } from '../descriptives/sum.ts';
import { normalLowerTail, normalUpperTail } from '../distributions/distributions.ts';

/** Below this number of pairs R counts exactly. */
const EXACT_BELOW = 50;

/**
 * Wilcoxon's signed rank test, two-sided; R's wilcox.test(paired = TRUE): `v` is the sum of the ranks of the positive
 * differences a[i] - b[i]. Pairs without a difference are excluded. Exact below 50 pairs when no difference is 0 and no
 * two are equally large, else normal with continuity and tie correction. Null without a difference. RangeError for
 * unequal lengths.
 */
export function wilcoxonSignedRank(
  a: readonly number[],
  b: readonly number[],
): { readonly v: number; readonly p: number } | null {
  if (a.length !== b.length)
    throw new RangeError(`expected pairs, got ${a.length} values against ${b.length}`);
  const differences = a.map((value, i) => value - (b[i] as number)).filter((difference) => difference !== 0);
  const n = differences.length;
  if (n === 0) return null;
  const { ranks, ties } = midranks(differences.map(Math.abs));
  const v = sum(ranks.filter((_, i) => (differences[i] as number) > 0));
  const most = (n * (n + 1)) / 2;
  if (ties === 0 && n === a.length && n < EXACT_BELOW)
    return { v, p: Math.min(1, 2 * exactLowerTail(Math.min(v, most - v), n)) };
  const sd = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - ties / 48);
  const off = v - most / 2;
  const z = (off - Math.sign(off) * 0.5) / sd;
  return { v, p: Math.min(1, 2 * Math.min(normalLowerTail(z), normalUpperTail(z))) };
}

/** P(V <= v) when every rank is positive or negative with equal chance: ways[k] is the probability that the sum is k. */
function exactLowerTail(v: number, n: number): number {
  const ways = new Float64Array(v + 1);
  ways[0] = 1;
  for (let rank = 1; rank <= n; rank++)
    for (let k = v; k >= 0; k--)
      ways[k] = ((ways[k] as number) + (k >= rank ? (ways[k - rank] as number) : 0)) / 2;
  return sum(ways);
}

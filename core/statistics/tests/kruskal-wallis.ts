// Compares several groups by ranks only, for values that are far from normal.

import { ascending, rankSums } from '../descriptives/ranks.ts';
import { sum } from '../descriptives/sum.ts';
import { chiSquaredUpperTail } from '../distributions/distributions.ts';

export interface KruskalWallis {
  readonly h: number;
  readonly df: number;
  readonly p: number;
}

/**
 * Kruskal-Wallis H with tie correction against chi squared; R's kruskal.test. W. Kruskal, W. Wallis, J. Amer. Statist.
 * Assoc. 47 (1952) 583-621. Approximate below about 5 values per group. Null below two groups, for an empty group, or
 * when all values are equal.
 */
export const kruskalWallis = (groups: readonly (readonly number[])[]): KruskalWallis | null =>
  kruskalWallisAscending(groups.map(ascending));

/** The same for groups whose values are in ascending order. */
export function kruskalWallisAscending(groups: readonly Float64Array[]): KruskalWallis | null {
  if (groups.length < 2 || groups.some((group) => group.length === 0)) return null;
  const n = groups.reduce((count, group) => count + group.length, 0);
  const { sums, ties, is_constant } = rankSums(groups);
  if (is_constant) return null;
  const correction = 1 - ties / (n ** 3 - n);
  // Rank sums around their expectation, so that the squares do not cancel.
  const spread = groups.map(
    (group, g) => ((sums[g] as number) - (group.length * (n + 1)) / 2) ** 2 / group.length,
  );
  const h = ((12 / (n * (n + 1))) * sum(spread)) / correction;
  const df = groups.length - 1;
  return { h, df, p: chiSquaredUpperTail(h, df) };
}

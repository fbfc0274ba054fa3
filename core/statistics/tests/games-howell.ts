// All pairs of one factor's means at once, without assuming equal variances.

import { pairs } from '../comparisons/pairing.ts';
import { meanDifference } from '../descriptives/mean.ts';
import { tukeyUpperQuantile, tukeyUpperTail } from '../distributions/distributions.ts';
import type { PairComparison } from './tukey-hsd.ts';
import { welchTTest } from './welch-t-test.ts';

/**
 * Games and Howell's procedure: Welch's standard error and degrees of freedom per pair against the studentised range.
 * P. Games, J. Howell, J. Educ. Statist. 1 (1976) 113-125. `ci` and `p` are null for a pair that Welch's test cannot
 * compare, or with fewer than 2 degrees of freedom (the studentised range begins there).
 */
export function gamesHowell(groups: readonly (readonly number[])[], alpha: number): PairComparison[] {
  return pairs(groups.map((values, index) => ({ values, index }))).map(([a, b]) => {
    const diff = meanDifference(a.values, b.values);
    const welch = welchTTest(a.values, b.values, alpha);
    if (welch === null || welch.df < 2) return { a: a.index, b: b.index, diff, ci: null, p: null };
    const half = (tukeyUpperQuantile(alpha, groups.length, welch.df) * welch.se) / Math.SQRT2;
    return {
      a: a.index,
      b: b.index,
      diff,
      ci: [diff - half, diff + half],
      p: tukeyUpperTail(Math.abs(welch.t) * Math.SQRT2, groups.length, welch.df),
    };
  });
}

// All pairs of one factor's means at once, for groups of equal variance.
import type { Interval } from '../analysis.ts';
import { pairs } from '../comparisons/pairing.ts';
import { meanDifference } from '../descriptives/mean.ts';
import { tukeyUpperQuantile, tukeyUpperTail } from '../distributions/distributions.ts';
import { oneWayAnova } from './one-way-anova.ts';

export interface PairComparison {
  /** Indices of the two groups. */
  readonly a: number;
  readonly b: number;
  readonly diff: number;
  readonly ci: Interval | null;
  readonly p: number | null;
}

/**
 * Tukey's honestly significant difference, in Kramer's form for unequal sizes; R's TukeyHSD. C. Kramer, Biometrics 12
 * (1956) 307-310. `ci` and `p` are null where the groups do not vary or leave no degrees of freedom.
 */
export function tukeyHsd(groups: readonly (readonly number[])[], alpha: number): PairComparison[] {
  const { ss_within, df_within } = oneWayAnova(groups);
  const ms = ss_within / df_within;
  const possible = df_within > 0 && ms > 0 && groups.length > 1;
  const critical = possible && df_within > 1 ? tukeyUpperQuantile(alpha, groups.length, df_within) : null;
  return pairs(groups.map((values, index) => ({ values, index }))).map(([a, b]) => {
    const diff = meanDifference(a.values, b.values);
    const se = Math.sqrt((ms / 2) * (1 / a.values.length + 1 / b.values.length));
    return {
      a: a.index,
      b: b.index,
      diff,
      ci: critical === null ? null : [diff - critical * se, diff + critical * se],
      p: critical === null ? null : tukeyUpperTail(Math.abs(diff) / se, groups.length, df_within),
    };
  });
}

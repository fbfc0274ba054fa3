// Compares all groups of one factor at once: does any mean differ?

import { meanFrom } from '../descriptives/mean.ts';
import { sum } from '../descriptives/sum.ts';
import { sumOfSquares } from '../descriptives/sum-of-squares.ts';
import { fUpperTail } from '../distributions/fisher-f.ts';

export interface OneWayAnova {
  readonly ss_between: number;
  readonly df_between: number;
  readonly ss_within: number;
  readonly df_within: number;
  /** Null when there are no degrees of freedom left or nothing varies within the groups. */
  readonly f: number | null;
  readonly p: number | null;
}

/**
 * One-way analysis of variance; R's aov(y ~ group). Between-group squares are taken from the group means' distances to
 * the grand mean, not as total - within, so that a tiny effect is not lost in a large total. Empty groups are an error
 * of the caller (RangeError).
 */
export function oneWayAnova(groups: readonly (readonly number[])[]): OneWayAnova {
  const shift = groups[0]?.[0] ?? 0;
  const sizes = groups.map((group) => group.length);
  const n = sum(sizes);
  const means = groups.map((group) => meanFrom(group, shift));
  const grand = sum(means.map((m, i) => m * (sizes[i] as number))) / n;
  const ss_between = sum(means.map((m, i) => (sizes[i] as number) * (m - grand) ** 2));
  const ss_within = sum(groups.map(sumOfSquares));
  const df_between = groups.length - 1;
  const df_within = n - groups.length;
  const f = df_between > 0 && df_within > 0 ? ss_between / df_between / (ss_within / df_within) : Number.NaN;
  const made = Number.isFinite(f);
  return {
    ss_between,
    df_between,
    ss_within,
    df_within,
    f: made ? f : null,
    p: made ? fUpperTail(f, df_between, df_within) : null,
  };
}

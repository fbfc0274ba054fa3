// Decides when a sweep may stop: the difference's interval is narrow enough, or the last replicate is done.
import type { Interval } from '../analysis.ts';
import { normalUpperTail } from '../distributions/distributions.ts';
import { welchTTest } from '../tests/welch-t-test.ts';
import { type LimitedLook, nextLook } from './boundaries.ts';
import { spentAlpha } from './spending.ts';

/** Earlier looks would estimate the scatter from too few values: intervals would be narrow by luck. */
const LEAST_REPLICATES = 8;

/**
 * A sweep that ends when its interval is narrow ends sooner where the scatter is small by luck, which also makes t
 * large: simulated without a correction, 5.1 to 6.1 % of sweeps without a difference find one at 5 %. So only this
 * share of alpha is spent in total; simulated with it (test/core/statistics/sequential), 4.5 to 5.6 % do.
 */
const SPENT_SHARE = 0.92;

export interface StoppingRule {
  /** Two-sided, over all looks together. */
  readonly alpha: number;
  /** Half-width of the interval of the difference, in percent of the mean of the second group. */
  readonly half_width_pct: number;
  /** Replicates before the first look, at least {@link LEAST_REPLICATES}. */
  readonly least: number;
  /** The sweep ends here in any case. */
  readonly most: number;
}

export interface Look {
  readonly n: number;
  /** Two-sided level of this look alone. */
  readonly level: number;
  /** mean(a) - mean(b) at 1 - level; null where it is not defined. */
  readonly diff: number | null;
  readonly ci: Interval | null;
  readonly half_width_pct: number | null;
  readonly stop: 'narrow enough' | 'last replicate' | null;
}

/** Cached looks: they depend on sizes only, and each follows from the one before it. */
const looks = new Map<string, LimitedLook>();
const MOST_REMEMBERED = 2_000;

/**
 * The level of a look at `n` replicates, after looks at `earlier`. Looks that let the sweep continue spend what O'Brien
 * and Fleming allow by then; the one that ends it spends the whole remainder, because it is the last whatever its
 * share. The width of the interval says almost nothing about its position, so stopping by width does not choose the
 * result.
 */
export function lookLevel(
  rule: Pick<StoppingRule, 'alpha' | 'least' | 'most'>,
  earlier: readonly number[],
  n: number,
  is_last: boolean,
): number {
  const ns = [...earlier, n];
  const alpha = rule.least < rule.most ? SPENT_SHARE * rule.alpha : rule.alpha;
  return 2 * normalUpperTail(limitedLook(alpha, rule.most, ns, is_last).z);
}

/** The last of the looks at `ns`. */
function limitedLook(alpha: number, most: number, ns: readonly number[], is_last: boolean): LimitedLook {
  const asked = `${alpha} ${most} ${is_last} ${ns}`;
  const known = looks.get(asked);
  if (known !== undefined) return known;
  const before = ns.length === 1 ? null : limitedLook(alpha, most, ns.slice(0, -1), false);
  const fraction = (ns.at(-1) as number) / most;
  const look = nextLook(before, fraction, is_last ? alpha : spentAlpha(fraction, alpha));
  if (looks.size >= MOST_REMEMBERED) looks.clear();
  looks.set(asked, look);
  return look;
}

/**
 * Analyses two groups of equal size, replicate by replicate, with Welch's test. `earlier` holds the sizes of previous
 * looks. The width is judged at the full level 1 - alpha; the reported interval is at the look's own level.
 */
export function lookAt(
  rule: StoppingRule,
  earlier: readonly number[],
  [a, b]: readonly [readonly number[], readonly number[]],
): Look {
  const n = Math.min(a.length, b.length);
  const plain = welchTTest(a, b, rule.alpha);
  const centre = b.reduce((sum, value) => sum + value, 0) / b.length;
  const half_width_pct =
    plain === null || centre === 0 ? null : (100 * (plain.ci[1] - plain.ci[0])) / 2 / Math.abs(centre);
  const stop =
    n >= rule.most
      ? ('last replicate' as const)
      : half_width_pct !== null && half_width_pct <= rule.half_width_pct
        ? ('narrow enough' as const)
        : null;
  const level = lookLevel(rule, earlier, n, stop !== null);
  const test = level > 0 ? welchTTest(a, b, level) : null;
  return { n, level, diff: test?.diff ?? null, ci: test?.ci ?? null, half_width_pct, stop };
}

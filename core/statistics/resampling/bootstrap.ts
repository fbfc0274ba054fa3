// Bootstrap intervals: the distribution of a statistic over samples drawn from the sample itself.
import type { Interval } from '../analysis.ts';
import { mean } from '../descriptives/mean.ts';
import { normalLowerTail, normalQuantile } from '../distributions/distributions.ts';

export interface BootstrapInterval {
  readonly percentile: Interval;
  /** Null where it is not defined: all jackknife values equal, or every draw on one side of the estimate. */
  readonly bca: Interval | null;
}

export type GroupStatistic = (groups: readonly (readonly number[])[]) => number;

/**
 * Percentile and bias-corrected accelerated intervals at 1 - alpha of a statistic of one group or several, each
 * resampled separately: B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), 13.3 and 14.3, acceleration
 * by the jackknife over all values. `uniform01` gives the draws, so that a seed reproduces the interval. Null for a
 * group of fewer than two values.
 */
export function bootstrapInterval(
  groups: readonly (readonly number[])[],
  statistic: GroupStatistic,
  {
    alpha,
    draws,
    uniform01,
  }: { readonly alpha: number; readonly draws: number; readonly uniform01: () => number },
): BootstrapInterval | null {
  if (groups.length === 0 || groups.some((group) => group.length < 2)) return null;
  const estimate = statistic(groups);
  const found = Float64Array.from({ length: draws }, () =>
    statistic(
      groups.map((group) => group.map(() => group[Math.floor(uniform01() * group.length)] as number)),
    ),
  ).sort();
  return drawnInterval(found, estimate, accelerationOf(groups, statistic), alpha);
}

/** The intervals of `found`, the sorted draws of a statistic that is `estimate` in the sample. */
export function drawnInterval(
  found: Float64Array,
  estimate: number,
  acceleration: number | null,
  alpha: number,
): BootstrapInterval {
  const draws = found.length;
  const ends = (low: number, high: number): Interval => [quantile(found, low), quantile(found, high)];
  const percentile = ends(alpha / 2, 1 - alpha / 2);
  // Ties with the estimate count half: discrete data would otherwise look biased.
  const below = found.reduce(
    (count, value) => count + (value < estimate ? 1 : value === estimate ? 0.5 : 0),
    0,
  );
  if (below === 0 || below === draws || acceleration === null) return { percentile, bca: null };
  const bias = normalQuantile(below / draws);
  const corrected = (p: number): number => {
    const z = bias + normalQuantile(p);
    return normalLowerTail(bias + z / (1 - acceleration * z));
  };
  return { percentile, bca: ends(corrected(alpha / 2), corrected(1 - alpha / 2)) };
}

function accelerationOf(groups: readonly (readonly number[])[], statistic: GroupStatistic): number | null {
  const without = groups.flatMap((group, g) => {
    const left = group.map((_, i) =>
      statistic(groups.map((other, o) => (o === g ? other.filter((_, k) => k !== i) : other))),
    );
    // Each group's values weigh by its size, as its mean does (several samples: ibid., 14.6).
    const centre = mean(left);
    return left.map((value) => (group.length - 1) * (centre - value) * (1 / group.length));
  });
  const [cubes, squares] = [
    without.reduce((sum, value) => sum + value ** 3, 0),
    without.reduce((sum, value) => sum + value ** 2, 0),
  ];
  return squares > 0 ? cubes / (6 * squares ** 1.5) : null;
}

/** R's default (type 7) quantile of sorted values. */
function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const [below, above] = [sorted[low] as number, sorted[Math.min(low + 1, sorted.length - 1)] as number];
  return below + (at - low) * (above - below);
}

// Summary of one group: its location, its scatter, and the precision of its mean.
import type { GroupSummary } from '../analysis.ts';
import { tUpperQuantile } from '../distributions/student-t.ts';
import { mean } from './mean.ts';
import { median } from './median.ts';
import { variance } from './sum-of-squares.ts';

/**
 * Summary of at least one value; `sd`, `se` and `ci` are null below two. `ci` is the t interval of the mean at
 * 1 - alpha: mean +- t(1 - alpha/2, n - 1) sd / sqrt(n).
 */
export function descriptives(values: readonly number[], alpha: number): Omit<GroupSummary, 'levels'> {
  const n = values.length;
  const centre = mean(values);
  const sd = n < 2 ? null : Math.sqrt(variance(values));
  const se = sd === null ? null : sd / Math.sqrt(n);
  const half = se === null ? null : tUpperQuantile(alpha / 2, n - 1) * se;
  return {
    n,
    mean: centre,
    sd,
    se,
    ci: half === null ? null : [centre - half, centre + half],
    median: median(values),
    min: values.reduce((least, value) => Math.min(least, value)),
    max: values.reduce((most, value) => Math.max(most, value)),
  };
}

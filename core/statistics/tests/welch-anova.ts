// Compares all groups of one factor at once without assuming equal variances.

import { meanFrom } from '../descriptives/mean.ts';
import { sum } from '../descriptives/sum.ts';
import { variance } from '../descriptives/sum-of-squares.ts';
import { fUpperTail } from '../distributions/fisher-f.ts';

/**
 * Welch's heteroscedastic one-way test: B. L. Welch, Biometrika 38 (1951) 330-336; R's oneway.test.
 * Null below two groups, for a group under two values, or a group that does not vary (its weight would be infinite).
 */
export function welchAnova(
  groups: readonly (readonly number[])[],
): { readonly f: number; readonly df1: number; readonly df2: number; readonly p: number } | null {
  const k = groups.length;
  if (k < 2 || groups.some((group) => group.length < 2)) return null;
  const weights = groups.map((group) => group.length / variance(group));
  const total = sum(weights);
  if (!Number.isFinite(total)) return null;
  const shift = (groups[0] as readonly number[])[0] as number;
  const means = groups.map((group) => meanFrom(group, shift));
  const centre = sum(means.map((m, i) => m * (weights[i] as number))) / total;
  const doubt = sum(
    weights.map((w, i) => (1 - w / total) ** 2 / ((groups[i] as readonly number[]).length - 1)),
  );
  const tmp = doubt / (k ** 2 - 1);
  const between = sum(means.map((m, i) => (weights[i] as number) * (m - centre) ** 2)) / (k - 1);
  const f = between / (1 + 2 * (k - 2) * tmp);
  const df1 = k - 1;
  const df2 = 1 / (3 * tmp);
  return { f, df1, df2, p: fUpperTail(f, df1, df2) };
}

// Tests whether groups have equal variances, as Student's t and the classical ANOVA assume.
import { median } from '../descriptives/median.ts';
import { oneWayAnova } from './one-way-anova.ts';

/**
 * Brown-Forsythe test: one-way ANOVA of the distances to each group's median. M. Brown, A. Forsythe, J. Amer. Statist.
 * Assoc. 69 (1974) 364-367; car's leveneTest(center = median). `f` and `p` are null where the divisor is 0.
 * Null below two groups.
 */
export function brownForsythe(groups: readonly (readonly number[])[]): {
  readonly f: number | null;
  readonly df1: number;
  readonly df2: number;
  readonly p: number | null;
} | null {
  if (groups.length < 2 || groups.some((group) => group.length === 0)) return null;
  const distances = groups.map((group) => {
    // Relative to the first value: two values then have exactly the same distance, which counts as no scatter.
    const first = group[0] as number;
    const off = group.map((value) => value - first);
    const centre = median(off);
    return off.map((value) => Math.abs(value - centre));
  });
  const { f, p, df_between, df_within } = oneWayAnova(distances);
  return { f, df1: df_between, df2: df_within, p };
}

// Pure power calculations for a draft: detectable differences and the replicates they need.
import { type PlannedTest, powerOf } from '../../../../core/statistics/power/plan.ts';
import { detectableEffect, replicatesFor } from '../../../../core/statistics/power/solve.ts';
import type { Draft } from '../draft/draft.ts';
import { draftFactors } from '../groups/fraction.ts';

/** Wanted power: one effect in five is missed (Cohen 1988). */
export const WANTED_POWER = 0.8;

/** A comparison that the analysis will make. */
export interface Comparison {
  /** Null for two single cells, else the factor whose main effect is tested over all cells. */
  readonly factor: string | null;
  readonly test: PlannedTest;
  /** Effect size of the test per standard deviation of difference. */
  readonly per_d: number;
}

/**
 * Two cells by a t-test, and the main effect of each varied factor by its F test over all cells. The two extremes of k levels
 * differ by d and the others are in the middle, which gives the smallest f for d: f = d / sqrt(2 k) (Cohen 1988, section 8.2).
 */
export function comparisons(draft: Draft): Comparison[] {
  const factors = draftFactors(draft);
  const cells =
    factors.reduce((count, { levels }) => count * levels.length, 1) /
    2 ** (draft.fraction?.generators.length ?? 0);
  const varied = factors.filter(({ levels }) => levels.length > 1);
  // With two cells, the main effect is the comparison of the cells.
  const mains = Number.isInteger(cells) && cells > 2 ? varied : [];
  return [
    { factor: null, test: { kind: 't' }, per_d: 1 },
    ...mains.map(({ name, levels }) => ({
      factor: name,
      test: { kind: 'anova' as const, df: levels.length - 1, cells },
      per_d: 1 / Math.sqrt(2 * levels.length),
    })),
  ];
}

/** Smallest difference, in within-cell standard deviations, that `n` replicates detect with the wanted power; null if none. */
export function detectableD({ test, per_d }: Comparison, n: number, alpha: number): number | null {
  if (n < 2) return null;
  return detectableEffect((d) => powerOf(test, d * per_d, n, alpha), WANTED_POWER);
}

/** Replicates per cell that detect a difference of `d` standard deviations; null if a million would not. */
export const replicatesNeeded = ({ test, per_d }: Comparison, d: number, alpha: number): number | null =>
  d > 0 ? replicatesFor((n) => powerOf(test, d * per_d, n, alpha), WANTED_POWER) : null;

export interface CurvePoint {
  readonly n: number;
  readonly power: number;
}

/** Power for `d` against replicates, from 2 to beyond both `n` and the replicates needed. */
export function powerCurve(comparison: Comparison, d: number, n: number, alpha: number): CurvePoint[] {
  const enough = replicatesNeeded(comparison, d, alpha) ?? n;
  const last = Math.max(10, Math.min(1000, Math.ceil(1.5 * Math.max(n, Math.min(enough, 4 * n + 20)))));
  const step = Math.max(1, Math.round(last / 40));
  const at = new Set([n, last]);
  for (let one = 2; one < last; one += step) at.add(one);
  return [...at]
    .filter((one) => one >= 2)
    .sort((a, b) => a - b)
    .map((one) => ({ n: one, power: powerOf(comparison.test, d * comparison.per_d, one, alpha) }));
}

/** Within-cell spread as a percentage of the mean, pooled by degrees of freedom; null if no cell has two values. */
export function pooledSpreadPct(
  groups: readonly { readonly n: number; readonly mean: number; readonly sd: number | null }[],
): number | null {
  let [sum, df] = [0, 0];
  for (const { n, mean, sd } of groups) {
    if (sd === null || mean === 0 || n < 2) continue;
    sum += (n - 1) * (sd / mean) ** 2;
    df += n - 1;
  }
  return df === 0 ? null : 100 * Math.sqrt(sum / df);
}

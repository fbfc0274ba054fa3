// How far the levels of the first factor lie apart when the other factors are averaged out.
import type { Interval } from '../analysis.ts';
import { tukeyUpperQuantile, tukeyUpperTail } from './distributions.ts';
import { mean, meanDifference } from './mean.ts';
import { pairs } from './pairs.ts';
import { tUpperQuantile } from './student-t.ts';
import type { StudyCells } from './study-cells.ts';
import { sum } from './sum.ts';
import { sumOfSquares } from './sum-of-squares.ts';

export interface MarginalContrast {
  readonly a: string;
  readonly b: string;
  readonly diff: number;
  /** Single t interval at 1 - alpha, for the one contrast of interest. */
  readonly ci: Interval | null;
  /** Simultaneous interval and p over all pairs (Tukey). */
  readonly tukey_ci: Interval | null;
  readonly tukey_p: number | null;
  /** Mean of b's cells, to tell the difference in per cent. */
  readonly mean_b: number;
}

/**
 * Differences of the cell means, averaged with equal weights over the combinations of the other factors that have both
 * levels; their standard error from the ANOVA's residual mean square (S. Searle, F. Speed, G. Milliken, The American
 * Statistician 34 (1980) 216-221; R's emmeans). Balanced, the Tukey p and interval are those of R's TukeyHSD.
 * Pairs that never occur together are left out.
 */
export function marginalContrasts(study: StudyCells, alpha: number): MarginalContrast[] {
  const first = study.factors[0];
  if (!first) return [];
  const df = sum(study.cells.map((cell) => cell.values.length - 1));
  const ms = sum(study.cells.map((cell) => sumOfSquares(cell.values))) / df;
  const known = df > 0 && ms > 0;
  const levels = first.levels.length;
  const critical = known ? tUpperQuantile(alpha / 2, df) : null;
  const critical_tukey = known && df > 1 ? tukeyUpperQuantile(alpha, levels, df) / Math.SQRT2 : null;

  return pairs(first.levels.map((level, code) => ({ level, code }))).flatMap(([a, b]) => {
    const both = study.cells
      .filter((cell) => cell.codes[0] === a.code)
      .flatMap((cell) => {
        const other = study.cells.find(({ codes }) =>
          codes.every((code, f) => code === (f === 0 ? b.code : cell.codes[f])),
        );
        return other ? [[cell.values, other.values] as const] : [];
      });
    if (both.length === 0) return [];
    const diff = mean(both.map(([x, y]) => meanDifference(x, y)));
    const se = Math.sqrt(ms * sum(both.map(([x, y]) => 1 / x.length + 1 / y.length))) / both.length;
    const around = (factor: number | null): Interval | null =>
      factor === null ? null : [diff - factor * se, diff + factor * se];
    return {
      a: a.level,
      b: b.level,
      diff,
      ci: around(critical),
      tukey_ci: around(critical_tukey),
      tukey_p:
        critical_tukey === null ? null : tukeyUpperTail((Math.abs(diff) / se) * Math.SQRT2, levels, df),
      mean_b: mean(both.map(([, y]) => mean(y))),
    };
  });
}

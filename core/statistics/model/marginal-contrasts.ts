// Differences between the levels of the first factor, averaged over the other factors.
import type { Interval } from '../analysis.ts';
import { pairs } from '../comparisons/pairing.ts';
import { mean, meanDifference } from '../descriptives/mean.ts';
import { sum } from '../descriptives/sum.ts';
import { sumOfSquares } from '../descriptives/sum-of-squares.ts';
import { tukeyUpperQuantile, tukeyUpperTail } from '../distributions/distributions.ts';
import { tUpperQuantile } from '../distributions/student-t.ts';
import type { MarginalModel } from './marginal-model.ts';
import type { StudyCell, StudyCells } from './study-cells.ts';

export interface MarginalContrast {
  readonly a: string;
  readonly b: string;
  readonly diff: number;
  /** Single t interval at 1 - alpha, for the one contrast of interest. */
  readonly ci: Interval | null;
  /** Simultaneous interval and p over all pairs (Tukey). */
  readonly tukey_ci: Interval | null;
  readonly tukey_p: number | null;
  /** Mean of b's cells, to express the difference in per cent. */
  readonly mean_b: number;
}

/**
 * Differences of the cell means, averaged with equal weights over the combinations of the other factors that have both
 * levels; their standard error from the ANOVA's residual mean square (S. Searle, F. Speed, G. Milliken, The American
 * Statistician 34 (1980) 216-221; R's emmeans). Balanced, the Tukey p and interval are those of R's TukeyHSD; else they
 * are Tukey and Kramer's. `model` has the block and covariates for which the comparisons are then adjusted; null
 * without them. Pairs that never occur together, or that a block keeps apart, are excluded.
 */
export function marginalContrasts(
  study: StudyCells,
  alpha: number,
  model: MarginalModel | null,
): MarginalContrast[] {
  const first = study.factors[0];
  if (!first) return [];
  const df = model?.df_residual ?? sum(study.cells.map((cell) => cell.values.length - 1));
  const ms = model?.ms_residual ?? sum(study.cells.map((cell) => sumOfSquares(cell.values))) / df;
  const known = df > 0 && ms > 0;
  const levels = first.levels.length;
  const critical = known ? tUpperQuantile(alpha / 2, df) : null;
  const critical_tukey = known && df > 1 ? tukeyUpperQuantile(alpha, levels, df) / Math.SQRT2 : null;

  return pairs(first.levels.map((level, code) => ({ level, code }))).flatMap(([a, b]) => {
    const both = cellsOfBoth(study, a.code, b.code);
    const found = both.length === 0 ? null : model ? ofModel(model, both) : ofCells(both);
    if (found === null) return [];
    const { diff, scale, mean_b } = found;
    const se = Math.sqrt(ms) * scale;
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
      mean_b,
    };
  });
}

type CellPair = readonly [StudyCell, StudyCell];
/** `scale` is the standard error over the residual standard deviation. */
type Found = { readonly diff: number; readonly scale: number; readonly mean_b: number };

function cellsOfBoth({ cells }: StudyCells, a: number, b: number): CellPair[] {
  const of_b = new Map(
    cells.filter(({ codes }) => codes[0] === b).map((cell) => [cell.codes.slice(1).join(), cell]),
  );
  return cells
    .filter(({ codes }) => codes[0] === a)
    .flatMap((cell) => {
      const other = of_b.get(cell.codes.slice(1).join());
      return other ? [[cell, other] as const] : [];
    });
}

function ofCells(both: readonly CellPair[]): Found {
  const inverse = sum(both.map(([{ values: x }, { values: y }]) => 1 / x.length + 1 / y.length));
  return {
    diff: mean(both.map(([x, y]) => meanDifference(x.values, y.values))),
    scale: Math.sqrt(inverse) / both.length,
    mean_b: mean(both.map(([, y]) => mean(y.values))),
  };
}

function ofModel(model: MarginalModel, both: readonly CellPair[]): Found | null {
  const [a, b] = [both.map(([cell]) => cell.codes), both.map(([, cell]) => cell.codes)];
  const found = model.contrast(a, b);
  return found && { diff: found.mean, scale: found.scale, mean_b: model.predict(b)?.mean ?? 0 };
}

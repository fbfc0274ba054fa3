// Diagnostics of each row: its distance from the model's prediction, its influence, and an outlier test.
import type { RowResidual } from '../analysis.ts';
import { tTwoSided } from '../distributions/student-t.ts';
import type { MarginalModel } from './marginal-model.ts';

/** Above this many rows, use a statistics program. */
const MOST_ROWS = 2000;

/**
 * One entry per row of the table, in its order: R's rstandard() and cooks.distance() of the full model (R. Cook,
 * Technometrics 19 (1977) 15-18). `p_outlier` is that of the externally studentised residual times the number of rows
 * (Bonferroni; R. Cook, S. Weisberg, Residuals and Influence in Regression (1982), 2.2.2; car's outlierTest). Values that
 * are undefined (a row that decides its own prediction, a model without residuals) are null. Empty above 2000 rows.
 */
export function rowResiduals(model: MarginalModel, rows: readonly (readonly number[])[]): RowResidual[] {
  const n = rows.reduce((count, own) => count + own.length, 0);
  if (n > MOST_ROWS) return [];
  const { ms_residual, df_residual } = model;
  const parameters = n - df_residual;
  const found: RowResidual[] = [];
  for (const [g, { fitted, residuals, leverage }] of model.residuals().entries())
    for (const [i, residual] of residuals.entries()) {
      const index = (rows[g] as readonly number[])[i] as number;
      // A leverage of 1 is computed as 1 except for rounding.
      const can = df_residual > 0 && ms_residual > 0 && leverage < 1 - 1e-9;
      const standardised = can ? residual / Math.sqrt(ms_residual * (1 - leverage)) : null;
      found[index] = {
        row: index + 1,
        fitted,
        residual,
        standardised,
        leverage,
        cook_d: standardised === null ? null : (standardised ** 2 * leverage) / ((1 - leverage) * parameters),
        p_outlier: standardised === null ? null : outlierP(standardised, df_residual, n),
      };
    }
  return found;
}

/** Null without a degree of freedom to spare. */
function outlierP(standardised: number, df: number, n: number): number | null {
  const left = df - standardised ** 2;
  if (df < 2) return null;
  // All scatter is this row's: the others fit perfectly.
  if (!(left > 1e-12 * df)) return 0;
  const t = Math.abs(standardised) * Math.sqrt((df - 1) / left);
  return Math.min(1, n * tTwoSided(t, df - 1));
}

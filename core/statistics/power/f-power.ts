// Power of analyses of variance: the probability of finding an effect that exists.
import { fUpperQuantile } from '../distributions/fisher-f.ts';
import { noncentralFUpperTail } from '../distributions/noncentral-f.ts';

/**
 * A balanced design: `n` values in each of `cells` cells, an effect with `df` degrees of freedom of size `f` (Cohen
 * 1988: the standard deviation of the effect over that within a cell). One-way: df = cells - 1.
 */
export interface FDesign {
  readonly f: number;
  readonly df: number;
  readonly cells: number;
}

/** Noncentrality n cells f^2, residual degrees of freedom cells (n - 1); R's power.anova.test for one factor. */
export function fPower({ f, df, cells }: FDesign, n: number, alpha: number): number {
  const residual = cells * (n - 1);
  if (!(residual > 0)) return 0;
  return noncentralFUpperTail(fUpperQuantile(alpha, df, residual), df, residual, n * cells * f * f);
}

/** Cohen's f of a set of means of equal weight. */
export function effectSizeF(means: readonly number[], sd: number): number {
  const centre = means.reduce((sum, mean) => sum + mean, 0) / means.length;
  const variance = means.reduce((sum, mean) => sum + (mean - centre) ** 2, 0) / means.length;
  return Math.sqrt(variance) / sd;
}

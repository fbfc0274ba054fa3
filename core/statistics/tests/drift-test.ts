// Tests for drift of the machine: the slope of the response over the run order, adjusted for the cells.
import type { Interval } from '../analysis.ts';
import { mean } from '../descriptives/mean.ts';
import { sum } from '../descriptives/sum.ts';
import { sumOfSquares } from '../descriptives/sum-of-squares.ts';
import { tTwoSided, tUpperQuantile } from '../distributions/student-t.ts';

export interface DriftTest {
  /** Change of the response per trial. */
  readonly slope: number;
  readonly ci: Interval | null;
  readonly t: number | null;
  readonly df: number;
  readonly p: number | null;
}

/**
 * The slope within cells: the covariate's coefficient of an analysis of covariance with a mean for every cell (R's
 * lm(y ~ cell + order)). Each group holds the trials of one cell. Null without degrees of freedom, or when the order
 * does not vary within the cells.
 */
export function driftTest(
  cells: readonly (readonly { readonly order: number; readonly value: number }[])[],
  alpha: number,
): DriftTest | null {
  const full = cells.filter((cell) => cell.length > 0);
  const df = sum(full.map((cell) => cell.length - 1)) - 1;
  let [sxx, sxy, syy] = [0, 0, 0];
  for (const cell of full) {
    const [x, y] = [cell.map(({ order }) => order), cell.map(({ value }) => value)];
    const [mx, my] = [mean(x), mean(y)];
    sxx += sumOfSquares(x);
    syy += sumOfSquares(y);
    sxy += sum(x.map((one, i) => (one - mx) * ((y[i] as number) - my)));
  }
  if (df < 1 || !(sxx > 0)) return null;
  const slope = sxy / sxx;
  const se = Math.sqrt(Math.max(0, syy - slope * sxy) / df / sxx);
  if (!(se > 0)) return { slope, ci: null, t: null, df, p: null };
  const half = tUpperQuantile(alpha / 2, df) * se;
  return { slope, ci: [slope - half, slope + half], t: slope / se, df, p: tTwoSided(slope / se, df) };
}

// Cohen's d freed of its small-sample bias, with the interval it deserves.
import type { Interval } from '../analysis.ts';
import { noncentralTInterval } from '../distributions/noncentral-t-interval.ts';
import { cohensD } from './cohens-d.ts';
import { hedgesCorrection } from './hedges-correction.ts';

export interface HedgesG {
  readonly g: number;
  /** At 1 - alpha. */
  readonly ci: Interval | null;
}

/**
 * Hedges' g = J(n1 + n2 - 2) d. The interval inverts the noncentral t distribution of the pooled-variance statistic
 * d sqrt(n1 n2 / (n1 + n2)) and is scaled by the same J; exact for normal groups of equal variance, an approximation
 * otherwise. L. Hedges, J. Educ. Statist. 6 (1981); M. Ben-Shachar et al., effectsize, JOSS 5 (2020) 2815.
 * Null where d is null or n1 + n2 < 4.
 */
export function hedgesG(a: readonly number[], b: readonly number[], alpha: number): HedgesG | null {
  const d = cohensD(a, b);
  const df = a.length + b.length - 2;
  const j = hedgesCorrection(df);
  if (d === null || j === null) return null;
  const scale = Math.sqrt(1 / a.length + 1 / b.length);
  const ncp = noncentralTInterval(d / scale, df, alpha);
  return { g: j * d, ci: ncp === null ? null : [j * scale * ncp[0], j * scale * ncp[1]] };
}

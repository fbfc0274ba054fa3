// The result of the three t-tests, and the last step they share.
import type { Interval } from '../analysis.ts';
import { tTwoSided, tUpperQuantile } from '../distributions/student-t.ts';

export interface TTestResult {
  readonly t: number;
  readonly df: number;
  /** Two-sided. */
  readonly p: number;
  /** mean(a) - mean(b). */
  readonly diff: number;
  /** Standard error of `diff`. */
  readonly se: number;
  /** Interval of `diff` at 1 - alpha. */
  readonly ci: Interval;
}

/** The test of `diff` against 0 with standard error `se`; null when `se` is 0, for t is then not defined. */
export function tTestOf(diff: number, se: number, df: number, alpha: number): TTestResult | null {
  const t = diff / se;
  if (!(se > 0) || !Number.isFinite(t)) return null;
  const half = tUpperQuantile(alpha / 2, df) * se;
  return { t, df, p: tTwoSided(t, df), diff, se, ci: [diff - half, diff + half] };
}

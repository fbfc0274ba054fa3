// Tests whether two means are equal for all practical purposes: finding no difference does not prove it.
import type { Interval } from '../analysis.ts';
import { tTwoSided } from '../distributions/student-t.ts';
import { welchTTest } from './welch-t-test.ts';

export interface EquivalenceTest {
  /** mean(a) - mean(b). */
  readonly diff: number;
  /** At 1 - 2 alpha: equivalent where it lies within the margin. */
  readonly ci: Interval;
  readonly df: number;
  /** p of the one-sided tests, against -margin and against +margin. */
  readonly p_lower: number;
  readonly p_upper: number;
  /** The larger of the two: equivalence is shown where it is below alpha. */
  readonly p: number;
}

/**
 * Two one-sided tests (D. J. Schuirmann, J. Pharmacokin. Biopharm. 15 (1987) 657-680) on Welch's statistic: is the
 * difference above -margin and below +margin? `margin` > 0 in the unit of the values. Null where Welch's test is.
 */
export function equivalenceTest(
  a: readonly number[],
  b: readonly number[],
  margin: number,
  alpha: number,
): EquivalenceTest | null {
  if (!(margin > 0)) throw new RangeError(`expected a margin above 0, got ${margin}`);
  const test = welchTTest(a, b, 2 * alpha);
  if (test === null) return null;
  const { diff, se, df, ci } = test;
  const p_lower = tUpper((diff + margin) / se, df);
  const p_upper = tUpper((margin - diff) / se, df);
  return { diff, ci, df, p_lower, p_upper, p: Math.max(p_lower, p_upper) };
}

export interface NonInferiorityTest {
  /** mean(a) - mean(b). */
  readonly diff: number;
  /** One-sided at 1 - alpha: the difference is at least this. */
  readonly lower: number;
  readonly p: number;
}

/**
 * Tests that a is at most `margin` worse than b where more is better (accuracy), against diff <= -margin. R's
 * t.test(a, b, mu = -margin, alternative = "greater"). Null where Welch's test is.
 */
export function nonInferiority(
  a: readonly number[],
  b: readonly number[],
  margin: number,
  alpha: number,
): NonInferiorityTest | null {
  if (!(margin >= 0)) throw new RangeError(`expected a margin of 0 or more, got ${margin}`);
  const test = welchTTest(a, b, 2 * alpha);
  if (test === null) return null;
  const { diff, se, df, ci } = test;
  return { diff, lower: ci[0], p: tUpper((diff + margin) / se, df) };
}

/** P(T > t). */
const tUpper = (t: number, df: number): number => (t >= 0 ? tTwoSided(t, df) / 2 : 1 - tTwoSided(t, df) / 2);

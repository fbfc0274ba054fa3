// The one door to the distribution functions: tails asked for directly, so that a p-value is never 1 - cdf.
import { pchisq, pf, pnorm, pt, ptukey, qnorm, qt, qtukey, lgamma as rLgamma } from 'lib-r-math.js';

/** Rounding may leave a probability a hair outside 0 to 1. */
const probability = (p: number): number => Math.min(1, Math.max(0, p));

/** P(F > f) of Fisher's F; 0 when it underflows (below 1e-308). */
export const fUpperTail = (f: number, df1: number, df2: number): number =>
  probability(pf(f, df1, df2, undefined, false));

/** P(|T| > |t|) of Student's t. */
export const tTwoSided = (t: number, df: number): number =>
  probability(2 * pt(Math.abs(t), df, undefined, false));

/** P(T > t) of Student's t. */
export const tUpperTail = (t: number, df: number): number => probability(pt(t, df, undefined, false));

/** The t that leaves `p` in the upper tail. */
export const tUpperQuantile = (p: number, df: number): number => qt(p, df, undefined, false);

/** P(Q > q) of the studentised range of `means` means (R's ptukey, good to about 1e-10 absolute). */
export const tukeyUpperTail = (q: number, means: number, df: number): number =>
  probability(ptukey(q, means, df, 1, false));

/** The studentised range that leaves `p` in the upper tail (R's qtukey, a secant search to 1e-4). */
export const tukeyUpperQuantile = (p: number, means: number, df: number): number =>
  qtukey(p, means, df, 1, false);

/** P(X > x) of chi squared. */
export const chiSquaredUpperTail = (x: number, df: number): number =>
  probability(pchisq(x, df, undefined, false));

/** P(X < x) of chi squared. */
export const chiSquaredLowerTail = (x: number, df: number): number =>
  probability(pchisq(x, df, undefined, true));

/** P(Z > z) of the standard normal. */
export const normalUpperTail = (z: number): number => probability(pnorm(z, 0, 1, false));

/** P(Z < z) of the standard normal. */
export const normalLowerTail = (z: number): number => probability(pnorm(z, 0, 1, true));

/** The z that has `p` below it. */
export const normalQuantile = (p: number): number => qnorm(p);

/** log Gamma(x) for x > 0. */
export const logGamma = (x: number): number => rLgamma(x);

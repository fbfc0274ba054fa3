// Noncentrality parameters compatible with an observed t, from which the interval of an effect size follows.
import type { Interval } from '../analysis.ts';
import { normalQuantile } from './distributions.ts';
import { noncentralTLowerTail, noncentralTUpperTail } from './noncentral-t.ts';

/**
 * The interval [low, high] of the noncentrality parameter at 1 - alpha: t leaves alpha/2 above it under `low` and
 * alpha/2 below it under `high`. J. Steiger, R. Fouladi in Harlow et al., What if there were no significance tests?
 * (1997), ch. 9. Null when t is not finite or the search fails.
 */
export function noncentralTInterval(t: number, df: number, alpha: number): Interval | null {
  if (!Number.isFinite(t) || !(df > 0)) return null;
  // A negative t is solved as its mirror image, to have fewer cases.
  const size = Math.abs(t);
  const low = solve((ncp) => noncentralTUpperTail(size, df, ncp), size, df, alpha, -1);
  const high = solve((ncp) => noncentralTLowerTail(size, df, ncp), size, df, alpha, 1);
  if (low === null || high === null) return null;
  return t < 0 ? [-high, -low] : [low, high];
}

/** Secant search on the normal quantile of the tail, which is close to linear in the noncentrality parameter. */
function solve(
  tail: (ncp: number) => number,
  t: number,
  df: number,
  alpha: number,
  side: -1 | 1,
): number | null {
  const wanted = normalQuantile(alpha / 2);
  // Tails that underflow are clamped to the range of the normal quantile.
  const miss = (ncp: number): number =>
    normalQuantile(Math.min(1 - 1e-16, Math.max(1e-300, tail(ncp)))) - wanted;
  const spread = Math.sqrt(1 + t ** 2 / (2 * df));
  // For a large t the answer is never near 0, where the tails are slow to compute.
  const floor = t > 30 ? t / 500 : Number.NEGATIVE_INFINITY;
  let [x0, x1] = [t, Math.max(floor, t - side * wanted * spread)];
  let [y0, y1] = [miss(x0), miss(x1)];
  for (let i = 0; i < 60; i++) {
    if (y1 === 0 || y1 === y0) break;
    const limit = 5 * spread;
    const step = Math.min(limit, Math.max(-limit, (-y1 * (x1 - x0)) / (y1 - y0)));
    [x0, y0] = [x1, y1];
    x1 = Math.max(floor, x1 + step);
    if (Math.abs(step) <= 1e-14 * Math.max(1, Math.abs(x1))) return x1;
    y1 = miss(x1);
  }
  return Math.abs(y1) < 1e-9 ? x1 : null;
}

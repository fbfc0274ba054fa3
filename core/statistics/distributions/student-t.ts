// Student's t distribution: two-sided p-values and the quantiles of intervals.
import { normalQuantile } from './distributions.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { logBeta } from './log-beta.ts';

/** P(|T| > |t|); DLMF 8.17(i) with x = df / (df + t^2). 0 when it underflows (below 1e-308). */
export function tTwoSided(t: number, df: number): number {
  const square = t * t;
  if (!Number.isFinite(square)) return 0;
  return incompleteBeta(df / (df + square), square / (df + square), df / 2, 0.5);
}

/**
 * The t > 0 that leaves `p` (0 < p < 0.5) in the upper tail. Newton's method on log tail against log t, where the tail
 * is nearly straight: from the normal quantile it needs about five steps.
 */
export function tUpperQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 0.5 && df > 0))
    throw new RangeError(`expected 0 < p < 0.5 and df > 0, got p ${p} and df ${df}`);
  let u = Math.log(Math.max(-normalQuantile(p), 1e-8));
  for (let i = 0; i < 100; i++) {
    const t = Math.exp(u);
    const tail = tTwoSided(t, df) / 2;
    const step = (Math.log(tail / p) * tail) / (t * density(t, df));
    u += Math.min(3, Math.max(-3, step));
    if (Math.abs(step) < 1e-15) break;
  }
  return Math.exp(u);
}

const density = (t: number, df: number): number =>
  Math.exp(-logBeta(df / 2, 0.5) - ((df + 1) / 2) * Math.log1p((t * t) / df)) / Math.sqrt(df);

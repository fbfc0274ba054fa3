// Fisher's F distribution: the p-values of every analysis of variance.
import { incompleteBeta } from './incomplete-beta.ts';

/** P(F > f) for f >= 0; DLMF 8.17(i) with x = df2 / (df2 + df1 f). 0 when it underflows (below 1e-308). */
export function fUpperTail(f: number, df1: number, df2: number): number {
  const scaled = df1 * f;
  if (!Number.isFinite(scaled)) return 0;
  return incompleteBeta(df2 / (df2 + scaled), scaled / (df2 + scaled), df2 / 2, df1 / 2);
}

/** The f > 0 that leaves `p` (0 < p < 1) in the upper tail, by bisection on log f: exact to a few ulp of log f. */
export function fUpperQuantile(p: number, df1: number, df2: number): number {
  if (!(p > 0 && p < 1 && df1 > 0 && df2 > 0))
    throw new RangeError(`expected 0 < p < 1 and degrees of freedom above 0, got p ${p}, ${df1} and ${df2}`);
  let [low, high] = [-1, 1];
  while (fUpperTail(Math.exp(low), df1, df2) < p) low *= 2;
  while (fUpperTail(Math.exp(high), df1, df2) > p) high *= 2;
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (fUpperTail(Math.exp(middle), df1, df2) > p) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

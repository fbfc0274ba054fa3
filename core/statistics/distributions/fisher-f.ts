// Fisher's F distribution: the p-values of every analysis of variance.
import { incompleteBeta } from './incomplete-beta.ts';

/** P(F > f) for f >= 0; DLMF 8.17(i) with x = df2 / (df2 + df1 f). 0 when it underflows (below 1e-308). */
export function fUpperTail(f: number, df1: number, df2: number): number {
  const scaled = df1 * f;
  if (!Number.isFinite(scaled)) return 0;
  return incompleteBeta(df2 / (df2 + scaled), scaled / (df2 + scaled), df2 / 2, df1 / 2);
}

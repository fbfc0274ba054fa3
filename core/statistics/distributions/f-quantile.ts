// The F that an effect must exceed to be significant.
import { fUpperTail } from './fisher-f.ts';

/** The f > 0 that leaves `p` (0 < p < 1) in the upper tail, by bisection on log f: exact to a few ulp of log f. */
export function fUpperQuantile(p: number, df1: number, df2: number): number {
  if (!(p > 0 && p < 1 && df1 > 0 && df2 > 0))
    throw new RangeError(`0 < p < 1 and degrees of freedom above 0, not p ${p}, ${df1} and ${df2}`);
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

// Several groups compared by order alone, for values that are far from normal.
import { chiSquaredUpperTail } from './distributions.ts';
import { midranks } from './ranks.ts';
import { sum } from './sum.ts';

/**
 * Kruskal-Wallis H with tie correction against chi squared; R's kruskal.test. W. Kruskal, W. Wallis, J. Amer. Statist.
 * Assoc. 47 (1952) 583-621. Approximate below about 5 values per group. Null below two groups, for an empty group, or
 * when all values are equal.
 */
export function kruskalWallis(
  groups: readonly (readonly number[])[],
): { readonly h: number; readonly df: number; readonly p: number } | null {
  if (groups.length < 2 || groups.some((group) => group.length === 0)) return null;
  const values = groups.flat();
  const n = values.length;
  const { ranks, ties } = midranks(values);
  const correction = 1 - ties / (n ** 3 - n);
  if (!(correction > 0)) return null;
  let start = 0;
  // Mean ranks around (n + 1) / 2, so that the squares do not cancel.
  const spread = groups.map((group) => {
    const own = ranks.slice(start, start + group.length);
    start += group.length;
    return sum(own.map((rank) => rank - (n + 1) / 2)) ** 2 / group.length;
  });
  const h = ((12 / (n * (n + 1))) * sum(spread)) / correction;
  const df = groups.length - 1;
  return { h, df, p: chiSquaredUpperTail(h, df) };
}

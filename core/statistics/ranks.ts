// Ranks with ties shared, for the tests that look at order alone.

export interface Ranks {
  /** From 1, in the order of the values given; tied values share the mean of their ranks. */
  readonly ranks: readonly number[];
  /** Sum of t^3 - t over groups of t tied values; 0 without ties. */
  readonly ties: number;
}

export function midranks(values: readonly number[]): Ranks {
  const sorted = Float64Array.from(values).sort();
  // -0 and 0 are one value here, as they are for ===.
  const rank_of = new Map<number, number>();
  let ties = 0;
  for (let i = 0; i < sorted.length; ) {
    const value = sorted[i] as number;
    let end = i + 1;
    while (end < sorted.length && sorted[end] === value) end += 1;
    rank_of.set(value, (i + 1 + end) / 2);
    ties += (end - i) ** 3 - (end - i);
    i = end;
  }
  return { ranks: values.map((value) => rank_of.get(value) as number), ties };
}

/** Smallest first, for rankSums. */
export const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

export interface RankSums {
  /** Of each group. */
  readonly sums: readonly number[];
  /** Sum of t^3 - t over groups of t tied values. */
  readonly ties: number;
  /** Whether there is one value only. */
  readonly is_constant: boolean;
}

/** The sums of the groups' midranks in all values taken together: one walk through the groups, each in ascending order. */
export function rankSums(groups: readonly Float64Array[]): RankSums {
  const total = groups.reduce((count, group) => count + group.length, 0);
  const next = new Int32Array(groups.length);
  const taken = new Int32Array(groups.length);
  const sums = new Float64Array(groups.length);
  let ties = 0;
  let longest = 0;
  for (let before = 0; before < total; ) {
    let least = Number.POSITIVE_INFINITY;
    for (let g = 0; g < groups.length; g++) {
      const value = (groups[g] as Float64Array)[next[g] as number];
      if (value !== undefined && value < least) least = value;
    }
    let tied = 0;
    for (let g = 0; g < groups.length; g++) {
      const group = groups[g] as Float64Array;
      const begin = next[g] as number;
      let end = begin;
      while (group[end] === least) end += 1;
      next[g] = end;
      taken[g] = end - begin;
      tied += end - begin;
    }
    const rank = before + (tied + 1) / 2;
    for (let g = 0; g < groups.length; g++) sums[g] = (sums[g] as number) + rank * (taken[g] as number);
    ties += tied ** 3 - tied;
    longest = Math.max(longest, tied);
    before += tied;
  }
  return { sums: [...sums], ties, is_constant: longest === total };
}

// Ranks with shared ties, for tests that use only the order of values.

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
  /** Rank sum of each group. */
  readonly sums: readonly number[];
  /** Sum of t^3 - t over groups of t tied values. */
  readonly ties: number;
  /** True when all values are equal. */
  readonly is_constant: boolean;
}

/** Sums of each group's midranks among all values; each group must be in ascending order. */
export function rankSums(groups: readonly Float64Array[]): RankSums {
  const pooled = new Float64Array(groups.reduce((count, group) => count + group.length, 0));
  let filled = 0;
  for (const group of groups) {
    pooled.set(group, filled);
    filled += group.length;
  }
  pooled.sort();
  const sums = groups.map((group) => rankSum(group, pooled));
  let ties = 0;
  for (let begin = 0; begin < filled; ) {
    const end = endOfTies(pooled, begin);
    ties += (end - begin) ** 3 - (end - begin);
    begin = end;
  }
  return { sums, ties, is_constant: pooled[0] === pooled[filled - 1] };
}

function rankSum(group: Float64Array, pooled: Float64Array): number {
  let total = 0;
  let begin = 0;
  for (let i = 0; i < group.length; ) {
    const value = group[i] as number;
    while ((pooled[begin] as number) < value) begin += 1;
    const end = endOfTies(pooled, begin);
    const own = endOfTies(group, i);
    total += ((own - i) * (begin + 1 + end)) / 2;
    i = own;
    begin = end;
  }
  return total;
}

/** Index after the last value equal to the one at `begin`. */
export function endOfTies(sorted: Float64Array, begin: number): number {
  const value = sorted[begin] as number;
  let end = begin + 1;
  while (end < sorted.length && sorted[end] === value) end += 1;
  return end;
}

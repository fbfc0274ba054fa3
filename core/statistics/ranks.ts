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

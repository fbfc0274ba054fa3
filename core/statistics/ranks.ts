// Ranks with ties shared, for the tests that look at order alone.

export interface Ranks {
  /** From 1; tied values share the mean of their ranks. */
  readonly ranks: readonly number[];
  /** Sum of t^3 - t over groups of t tied values; 0 without ties. */
  readonly ties: number;
}

export function midranks(values: readonly number[]): Ranks {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length);
  let ties = 0;
  for (let i = 0; i < order.length; ) {
    let end = i + 1;
    while (end < order.length && values[order[end] as number] === values[order[i] as number]) end += 1;
    for (let k = i; k < end; k++) ranks[order[k] as number] = (i + 1 + end) / 2;
    ties += (end - i) ** 3 - (end - i);
    i = end;
  }
  return { ranks, ties };
}

// How late the sampler's ticks came, from their stamps alone: the product is measured as it ships.

/** One tick: the stamps of its first and of its last source, in nanoseconds. */
export interface TickStamps {
  readonly first_ns: number;
  readonly last_ns: number;
}

/**
 * Nanoseconds between each tick's deadline (`begin_ns` + k periods) and the stamp of its first source. A tick that ends
 * whole periods late makes the sampler skip as many. A delay after the last stamp (handing out a batch) cannot be seen
 * and counts as lateness of the next tick: the figure errs towards late, and the tick after it is on the grid again.
 */
export function latenessOf(ticks: readonly TickStamps[], begin_ns: number, period_ns: number): number[] {
  let deadline_ns = begin_ns;
  return ticks.map(({ first_ns, last_ns }) => {
    const late_ns = first_ns - deadline_ns;
    deadline_ns += (1 + Math.max(0, Math.floor((last_ns - deadline_ns) / period_ns))) * period_ns;
    return late_ns;
  });
}

/** The value below which the share `p` (0 to 1) of the values lies, by nearest rank; null without values. */
export function percentile(values: readonly number[], p: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;
}

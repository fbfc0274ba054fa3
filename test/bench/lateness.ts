// How late the sampler's ticks came, from their stamps alone: the product is measured as it ships.

/**
 * Nanoseconds between each stamp and the last deadline (`begin_ns` + k periods) before it. A stamp is the middle of a
 * reading, so half a reading counts as late. A tick that is late by a whole period shows here as punctual: it is among the
 * missed ticks instead.
 */
export const latenessOf = (stamps_ns: Float64Array, begin_ns: number, period_ns: number): number[] =>
  Array.from(stamps_ns, (t_ns) => (t_ns - begin_ns) % period_ns);

/** The value below which the share `p` (0 to 1) of the values lies, by nearest rank; null without values. */
export function percentile(values: readonly number[], p: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;
}

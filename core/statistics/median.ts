// The middle value, for summaries and for the Brown-Forsythe test.

/** Median of at least one value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('a median needs at least one value');
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  if (sorted.length % 2 === 1) return upper;
  const lower = sorted[half - 1] as number;
  return lower + (upper - lower) / 2;
}

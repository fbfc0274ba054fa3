// The middle value, for summaries and for the Brown-Forsythe test.

/** Median of at least one value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('a median needs at least one value');
  const work = Float64Array.from(values);
  const half = work.length >> 1;
  const upper = select(work, half);
  if (work.length % 2 === 1) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < half; i++) lower = Math.max(lower, work[i] as number);
  return lower + (upper - lower) / 2;
}

/** This many halvings are enough for any length; needing more means that the order defeats the choice of pivot. */
const MOST_ROUNDS = 100;

/**
 * The value that sorting would put at `rank`, with none larger before it; `work` is reordered. C. A. R. Hoare,
 * Algorithm 65, Comm. ACM 4 (1961) 321, pivot the middle one of three: a sixth of the time that sorting takes.
 */
function select(work: Float64Array, rank: number): number {
  let [low, high] = [0, work.length - 1];
  for (let round = 0; low < high; round++) {
    if (round > MOST_ROUNDS) {
      work.subarray(low, high + 1).sort();
      break;
    }
    const pivot = middle(work[low] as number, work[(low + high) >> 1] as number, work[high] as number);
    let [i, j] = [low, high];
    while (i <= j) {
      while ((work[i] as number) < pivot) i += 1;
      while ((work[j] as number) > pivot) j -= 1;
      if (i > j) break;
      const left = work[i] as number;
      work[i++] = work[j] as number;
      work[j--] = left;
    }
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else break;
  }
  return work[rank] as number;
}

const middle = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

// Answers two questions before an experiment: how many replicates, and which effect they could detect.

/** Upper limit of the search; nobody runs more of one cell. */
export const MOST_REPLICATES = 1_000_000;

/**
 * The smallest n from 2 on for which `power(n)` reaches `wanted`; null beyond a million. `power` rises with n.
 * Doubling, then halving the interval.
 */
export function replicatesFor(power: (n: number) => number, wanted: number): number | null {
  let high = 2;
  while (power(high) < wanted) {
    if (high >= MOST_REPLICATES) return null;
    high = Math.min(2 * high, MOST_REPLICATES);
  }
  let low = high === 2 ? 1 : Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (power(middle) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

/** The smallest effect >= 0 found with the desired power, to 12 digits; null when none below 1e6 is. */
export function detectableEffect(power: (effect: number) => number, wanted: number): number | null {
  let high = 1e-3;
  while (power(high) < wanted) {
    if (high > 1e6) return null;
    high *= 2;
  }
  let low = 0;
  for (let i = 0; i < 100 && high - low > 1e-13 * high; i++) {
    const middle = (low + high) / 2;
    if (power(middle) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

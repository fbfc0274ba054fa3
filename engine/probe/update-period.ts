// Finds how often a source's value changes, from the change points of the sampler.
import { secondsBetween } from '../../core/units.ts';

export interface Seen {
  readonly t_ns: number;
  readonly power_w: number | null;
  readonly energy_j: number | null;
}

export interface Changes {
  readonly changes: number;
  /** Median time between changes, s; null below {@link LEAST_CHANGES}. */
  readonly update_period_s: number | null;
}

/** Below this a median gap is meaningless. */
const LEAST_CHANGES = 5;

/**
 * Counts the changes of the counter if there is one, otherwise of the power. A missing reading is not a change, and the
 * time across it is not counted as a gap, since a change may have gone unseen.
 */
export function changesOf(samples: readonly Seen[]): Changes {
  const has_counter = samples.some(({ energy_j }) => energy_j !== null);
  const gaps_s: number[] = [];
  let changes = 0;
  let value: number | null = null;
  let changed_ns: number | null = null;
  for (const sample of samples) {
    const now = has_counter ? sample.energy_j : sample.power_w;
    if (now === null) [value, changed_ns] = [null, null];
    else if (value !== null && now !== value) {
      changes++;
      if (changed_ns !== null) gaps_s.push(secondsBetween(changed_ns, sample.t_ns));
      changed_ns = sample.t_ns;
    }
    if (now !== null) value = now;
  }
  gaps_s.sort((a, b) => a - b);
  const median_s = gaps_s[Math.floor(gaps_s.length / 2)] ?? null;
  return { changes, update_period_s: changes >= LEAST_CHANGES ? median_s : null };
}

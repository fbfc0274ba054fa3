// Power for figures where a source has only a counter: its step divided by the time it took.
import { secondsBetween } from '../units.ts';
import { CounterDiff } from './counter-difference.ts';

/** A counter that has not moved for longer than this counts no energy, s; the slowest in use is posted every 0.1 s. */
const STANDSTILL_S = 1;

/**
 * Follows one source. `power_w` is the source's own power where it has one, else the mean power since the counter last
 * moved, held until it moves again (it is read more often than it is refreshed) and 0 after a second without a move; null
 * for a missing reading, a first one, and across a reset. Never used for an energy.
 */
export class CounterPower {
  readonly #diff: CounterDiff;
  #moved_ns: number | null = null;
  #held_w: number | null = null;

  constructor(counter_range_j: number | null) {
    this.#diff = new CounterDiff(counter_range_j);
  }

  powerW(sample: {
    readonly t_ns: number;
    readonly power_w: number | null;
    readonly energy_j: number | null;
  }): number | null {
    if (sample.power_w !== null) return sample.power_w;
    if (sample.energy_j === null) return null;
    const step = this.#diff.update(sample.energy_j);
    const moved_ns = this.#moved_ns;
    const since_s = moved_ns === null ? 0 : secondsBetween(moved_ns, sample.t_ns);
    if (step.kind === 'delta' && step.energy_j === 0 && since_s <= STANDSTILL_S) return this.#held_w;
    this.#moved_ns = sample.t_ns;
    this.#held_w = 'energy_j' in step && since_s > 0 ? step.energy_j / since_s : null;
    return this.#held_w;
  }
}

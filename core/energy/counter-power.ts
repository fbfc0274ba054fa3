// Power for a picture, where a source has only a counter: what it moved by over the time it took.
import { NS_PER_S } from '../units.ts';
import { CounterDiff } from './counter-difference.ts';

/**
 * Follows one source. `power_w` is the source's own power where it has one, else the mean power since the last
 * counter reading; null for a missing reading, a first one, and across a reset. Never used for an energy.
 */
export class CounterPower {
  readonly #diff: CounterDiff;
  #last_ns: number | null = null;

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
    const last_ns = this.#last_ns;
    this.#last_ns = sample.t_ns;
    if (last_ns === null || sample.t_ns <= last_ns || step.kind === 'first' || step.kind === 'reset')
      return null;
    return step.energy_j / ((sample.t_ns - last_ns) / NS_PER_S);
  }
}

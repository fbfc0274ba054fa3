// Turns raw counter readings into energy, because a counter alone means nothing: only what it moved by does.

/** What one more reading of a counter says. `first` and `reset` carry no energy: nothing is known before them. */
export type CounterStep =
  | { readonly kind: 'first' }
  | { readonly kind: 'delta'; readonly energy_j: number }
  | { readonly kind: 'wrapped'; readonly energy_j: number }
  | { readonly kind: 'reset' };

/**
 * Follows one hardware counter. Missing readings are not passed in: the next good one then covers the time between.
 *
 * A counter with a range that moves backwards by d has wrapped: energy = d + range_j. The range is the driver's own
 * word (powercap's `max_energy_range_uj`); the register's modulus is one tick more (2^32 ticks against 2^32 - 1), so
 * this is low by at most one tick, some 15 to 61 uJ, and needs no second number. Two wraps between two readings look
 * like one and cannot be known: read more often than range_j / power (RAPL: at least every 30 s).
 *
 * A counter without a range (`range_j` null, such as NVML's 64-bit millijoules) only moves backwards when the driver
 * was loaded again or the device was reset.
 */
export class CounterDiff {
  readonly #range_j: number | null;
  #last_j: number | null = null;

  constructor(range_j: number | null) {
    this.#range_j = range_j;
  }

  /**
   * The step from the last reading to this one. `limit_j` is the most that can have been used in between: a wrap that
   * would need more is a reset after all (a suspended machine zeroes RAPL), and no energy is made up.
   */
  update(energy_j: number, limit_j: number = Number.POSITIVE_INFINITY): CounterStep {
    if (!Number.isFinite(energy_j)) throw new RangeError(`a counter reading in joules, not ${energy_j}`);
    const last_j = this.#last_j;
    this.#last_j = energy_j;
    if (last_j === null) return { kind: 'first' };
    const moved_j = energy_j - last_j;
    if (moved_j >= 0) return { kind: 'delta', energy_j: moved_j };
    if (this.#range_j === null) return { kind: 'reset' };
    const wrapped_j = moved_j + this.#range_j;
    return wrapped_j >= 0 && wrapped_j <= limit_j
      ? { kind: 'wrapped', energy_j: wrapped_j }
      : { kind: 'reset' };
  }
}

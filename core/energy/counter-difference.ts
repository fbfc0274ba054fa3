// Turns raw counter readings into energy, because only the difference of two readings means anything.

/** Meaning of one more reading of a counter. Only `delta` and `wrapped` carry energy. */
export type CounterStep =
  | { readonly kind: 'first' }
  | { readonly kind: 'delta'; readonly energy_j: number }
  | { readonly kind: 'wrapped'; readonly energy_j: number }
  | { readonly kind: 'wrap_unknown' }
  | { readonly kind: 'reset' };

/** Facts about the time between two readings. */
export interface Between {
  readonly elapsed_s: number;
  /** The most the part can draw, W. */
  readonly most_w: number;
}

/** A slow counter posts the energy of its whole update period at once, s; none in use is slower. */
const SLOWEST_UPDATE_S = 1;

/**
 * Follows one hardware counter. Missing readings are not passed in; the next good one covers the time between.
 *
 * A counter with a range that moves backwards by d has wrapped: energy = d + range_j. The range is the driver's own
 * figure (powercap's `max_energy_range_uj`); the register's modulus is one tick more (2^32 ticks against 2^32 - 1), so
 * this is low by at most one tick, some 15 to 61 uJ, and needs no second number. Two wraps look like one, or like none:
 * where the part could have used the whole range since the last reading, the step is unknown, whichever way it goes
 * (`wrap_unknown`).
 *
 * A counter without a range (`range_j` null, such as NVML's 64-bit millijoules) only moves backwards when the driver
 * was reloaded or the device was reset.
 */
export class CounterDiff {
  readonly #range_j: number | null;
  #last_j: number | null = null;

  constructor(range_j: number | null) {
    this.#range_j = range_j;
  }

  /** Makes the next reading a first one again: the step into it must not be used. */
  forget(): void {
    this.#last_j = null;
  }

  /**
   * The step from the last reading to this one. A wrap that would need more than `between` allows is a reset (a
   * suspended machine zeroes RAPL) and gives no energy. Without `between` every wrap is accepted.
   */
  update(energy_j: number, between?: Between): CounterStep {
    if (!Number.isFinite(energy_j))
      throw new RangeError(`expected a counter reading in joules, got ${energy_j}`);
    const last_j = this.#last_j;
    this.#last_j = energy_j;
    if (last_j === null) return { kind: 'first' };
    const moved_j = energy_j - last_j;
    if (this.#range_j !== null && between && between.elapsed_s * between.most_w >= this.#range_j)
      return { kind: 'wrap_unknown' };
    if (moved_j >= 0) return { kind: 'delta', energy_j: moved_j };
    if (this.#range_j === null) return { kind: 'reset' };
    const wrapped_j = moved_j + this.#range_j;
    const limit_j = between
      ? between.most_w * Math.max(between.elapsed_s, SLOWEST_UPDATE_S)
      : Number.POSITIVE_INFINITY;
    return wrapped_j >= 0 && wrapped_j <= limit_j
      ? { kind: 'wrapped', energy_j: wrapped_j }
      : { kind: 'reset' };
  }
}

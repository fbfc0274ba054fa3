// Stamps of a trainer's messages: within the trial, in order, and taken shortly before they arrived.
import type { Arrival, Refusal } from './order.ts';

/** A message takes at most this long from its stamp to us, apart from delays of our own. */
const LATE_NS = 50e6;
/** Rounding of the clock as a double, and room for a stamp that was taken while its line was being written. */
const ROUNDING_NS = 1e6;

export class Stamps {
  readonly #begin_ns: number;
  #last_ns: number;
  #latest_ms = 0;

  constructor(begin_ns: number) {
    this.#begin_ns = begin_ns;
    this.#last_ns = begin_ns - ROUNDING_NS;
  }

  /** Longest time from a stamp to its arrival that is nobody's known delay, ms; 0 while all came in time. */
  get late_ms(): number {
    return this.#latest_ms;
  }

  /** A moment between the trainer's start and now. `what` names it. */
  refuseOutside(what: string, t_ns: number, { arrived_ns }: Arrival): Refusal {
    const from = `expected ${what} to be stamped`;
    if (!Number.isInteger(t_ns)) return `${from} in whole nanoseconds, got ${t_ns}`;
    if (t_ns < this.#begin_ns - ROUNDING_NS)
      return `${from} after the trainer's start, got a stamp ${seconds(this.#begin_ns - t_ns)} s before it`;
    if (t_ns > arrived_ns + ROUNDING_NS)
      return `${from} before it arrived, got a stamp ${seconds(t_ns - arrived_ns)} s in the future`;
    return null;
  }

  /** Like {@link refuseOutside}, and not before the moment of the last call. */
  refuse(what: string, t_ns: number, arrival: Arrival): Refusal {
    const outside = this.refuseOutside(what, t_ns, arrival);
    if (outside !== null) return outside;
    if (t_ns < this.#last_ns)
      return `expected ${what} after what the trainer said before, got a stamp ${seconds(this.#last_ns - t_ns)} s earlier`;
    this.#last_ns = t_ns;
    return null;
  }

  /** Like {@link refuse}, for a moment from which energies are computed: a late arrival is noted. */
  refuseEdge(what: string, t_ns: number, arrival: Arrival): Refusal {
    const wrong = this.refuse(what, t_ns, arrival);
    if (wrong !== null) return wrong;
    const late_ns = arrival.arrived_ns - t_ns - arrival.own_delay_ns;
    if (late_ns > LATE_NS) this.#latest_ms = Math.max(this.#latest_ms, late_ns / 1e6);
    return null;
  }
}

export const seconds = (span_ns: number): string =>
  span_ns < 1e18 ? (span_ns / 1e9).toFixed(3) : (span_ns / 1e9).toExponential(0);

// Schedules repeated readings, and slows them down when reading costs too much.
import { hzOf, nsFromS, periodNs } from '../../core/units.ts';

/** Largest share of the time for driver calls, which hold the driver's lock and so delay the measured work. */
export const DRIVER_DUTY = 0.02;
/** Largest share for kernel files, which only cost time on the sampler's own core. */
export const FILE_DUTY = 0.1;
/** Below this fraction of the limit the rate rises again; well below, to prevent oscillation. */
const CALM = 0.25;
/** Number of readings judged together by their median, so that one interruption of the thread does not matter. */
const JUDGED = 9;
/** A call this long means a hanging driver and is judged alone, ns. */
export const HANGS_NS = nsFromS(1);
/** Anything due this soon is read now, so that one wake-up serves several meters, ns. */
export const TOGETHER_NS = 2e5;
/** However slow a driver, its device is read at least every five seconds (a RAPL counter must be, or it may wrap unseen). */
const SLOWEST_NS = 5e9;

/**
 * A schedule of absolute deadlines: `begin_ns + k x period`. A meter that takes more than its share of the time is read
 * half as often, repeatedly until it is below, and more often again once it has been quick for a while.
 */
export class Pace {
  readonly #wanted_ns: number;
  readonly #most_duty: number;
  #period_ns: number;
  #next_ns: number;
  readonly #took_ns = new Float64Array(JUDGED);
  #judged = 0;

  /** @param hz wanted rate; the first deadline is `begin_ns` itself. */
  constructor(hz: number, begin_ns: number, most_duty: number = DRIVER_DUTY) {
    this.#wanted_ns = periodNs(hz);
    this.#most_duty = most_duty;
    this.#period_ns = this.#wanted_ns;
    this.#next_ns = begin_ns;
  }

  get next_ns(): number {
    return this.#next_ns;
  }

  get period_ns(): number {
    return this.#period_ns;
  }

  get hz(): number {
    return hzOf(this.#period_ns);
  }

  /**
   * Call after the work of one deadline, which took from `start_ns` to `end_ns`. Sets the next deadline after now, in
   * step with the first, and returns the number of deadlines missed meanwhile.
   */
  done(start_ns: number, end_ns: number): number {
    const behind = Math.max(0, Math.floor((end_ns - this.#next_ns) / this.#period_ns));
    this.#next_ns += (behind + 1) * this.#period_ns;
    this.#took_ns[this.#judged++] = end_ns - start_ns;
    return behind;
  }

  /**
   * Call after {@link done}. Returns the median duration of a call in ns if it changed the rate, otherwise null.
   */
  judge(): number | null {
    const last_ns = this.#took_ns[this.#judged - 1] as number;
    if (this.#judged < JUDGED && last_ns < HANGS_NS) return null;
    this.#took_ns.subarray(0, this.#judged).sort();
    const took_ns = last_ns >= HANGS_NS ? last_ns : (this.#took_ns[(JUDGED - 1) / 2] as number);
    this.#judged = 0;
    const before_ns = this.#period_ns;
    while (took_ns > this.#most_duty * this.#period_ns && 2 * this.#period_ns <= SLOWEST_NS)
      this.#period_ns *= 2;
    const is_calm = took_ns < CALM * this.#most_duty * this.#period_ns;
    if (is_calm && this.#period_ns > this.#wanted_ns) this.#period_ns /= 2;
    if (this.#period_ns === before_ns) return null;
    this.#next_ns += Math.max(0, this.#period_ns - before_ns);
    return took_ns;
  }
}

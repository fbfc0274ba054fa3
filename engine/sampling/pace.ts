// When something that is read again and again is due, and how it slows down when reading it costs too much.
import { hzOf, nsFromS, periodNs } from '../../core/units.ts';

/** A driver's calls hold its lock against the work that is measured: they may take this share of the time, no more. */
export const DRIVER_DUTY = 0.02;
/** A file of the kernel holds nothing back: it costs the sampler's own core alone. */
export const FILE_DUTY = 0.1;
/** At this part of the limit the rate goes up again: well below, so that it does not swing. */
const CALM = 0.25;
/** Readings that are judged together: their median stands for them, so that one interruption of the thread says nothing. */
const JUDGED = 9;
/** A call that takes so long is a driver that hangs: not waited for nine times, ns. */
export const HANGS_NS = nsFromS(1);
/** What is due so soon is done now: one waking for several meters, ns. */
export const TOGETHER_NS = 2e5;
/** However slow a driver, its device is read at least every five seconds (a RAPL counter must be, or it may wrap unseen). */
const SLOWEST_NS = 5e9;

/**
 * One pace on absolute deadlines: `begin_ns + k x period`. What takes more than its share of the time is read half as
 * often, again and again until it is below, and oftener again once it has been quick for a while.
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
   * After the work of one deadline: from `start_ns` to `end_ns`. Sets the next deadline, in step with the first and after
   * now; answers how many deadlines passed meanwhile without being met.
   */
  done(start_ns: number, end_ns: number): number {
    const behind = Math.max(0, Math.floor((end_ns - this.#next_ns) / this.#period_ns));
    this.#next_ns += (behind + 1) * this.#period_ns;
    this.#took_ns[this.#judged++] = end_ns - start_ns;
    return behind;
  }

  /**
   * To be asked after {@link done}. The median duration of a call in ns when the rate was changed because of it, else null.
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

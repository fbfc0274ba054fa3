// One meter on the sampler's thread: read at its own pace, its readings filtered into the ring.
import type { Meter, Reading } from '../../core/source.ts';
import { msFromNs, nsFromS, sFromNs } from '../../core/units.ts';
import { callTape, type RawCall } from '../../native/collector/call-tape.ts';
import { monotonicNs } from '../setup/clock.ts';
import type { ChangePoints } from './change-points.ts';
import { DRIVER_DUTY, FILE_DUTY, Pace, TOGETHER_NS } from './pace.ts';
import { flagNumber, type ReadTime, type SampleRates } from './sampler-protocol.ts';

/** A longer call is an event: nothing else was read meanwhile, and the time of its value is unknown. */
const SLOW_READ_NS = nsFromS(1);
/** A meter that can be read this often is a kernel file, not a driver. */
const COUNTER_HZ = 1000;

/** Number of readings whose duration is kept for probes. */
const REMEMBERED = 1000;

const isFile = (meter: Pick<Meter, 'most_hz'>): boolean => meter.most_hz >= COUNTER_HZ;

/** Rate of a meter: as requested, but never faster than its values change. */
export const rateOf = (meter: Pick<Meter, 'most_hz'>, { sample_hz, counter_hz }: SampleRates): number =>
  Math.min(meter.most_hz, isFile(meter) ? (counter_hz ?? sample_hz) : sample_hz);

/** An event of a reading besides its values; null: none. */
export interface ReaderNews {
  readonly kind: 'slow_read' | 'backed_off' | 'sped_up';
  readonly message: string;
}

export class Reader {
  readonly meter: Meter;
  readonly pace: Pace;
  /** Deadlines missed since this was last reset to 0. */
  missed = 0;
  readonly #points: ChangePoints;
  readonly #first: number;
  /** The calls of one reading that a collector can make; null: currently unknown. */
  calls: readonly RawCall[] | null = null;
  /** Time at which `calls` were noted; a collector's earlier readings answer other calls. */
  #noted_ns = Number.NEGATIVE_INFINITY;
  #slept = false;
  readonly #took_ns = new Float64Array(REMEMBERED);
  #times = 0;

  /** @param first number of the meter's first source, from 1. */
  constructor(meter: Meter, first: number, pace: Pace, points: ChangePoints) {
    this.meter = meter;
    this.pace = pace;
    this.#first = first;
    this.#points = points;
  }

  /** Name for messages: the first source, and how many more the meter has. */
  get name(): string {
    const [first, ...others] = this.meter.sources;
    return others.length === 0 ? (first?.id ?? 'a meter') : `${first?.id} and ${others.length} more`;
  }

  /** Flags the next reading as the first one after a sleep. */
  slept(): void {
    this.#slept = true;
  }

  /** Reads now, with the middle of the call as timestamp: the value is from some time within. `keep` as in ChangePoints. */
  #read(keep: boolean): { readonly start_ns: number; readonly end_ns: number } {
    let readings: readonly Reading[] = [];
    const start_ns = monotonicNs();
    if (this.meter.is_taped && this.calls === null) {
      this.calls = callTape.note(() => {
        readings = this.meter.read();
      });
      this.#noted_ns = monotonicNs();
    } else readings = this.meter.read();
    const end_ns = monotonicNs();
    this.#keep(readings, start_ns, end_ns, keep);
    return { start_ns, end_ns };
  }

  #keep(readings: readonly Reading[], start_ns: number, end_ns: number, keep: boolean): void {
    this.#took_ns[this.#times++ % REMEMBERED] = end_ns - start_ns;
    const t_ns = Math.round((start_ns + end_ns) / 2);
    const is_slow = end_ns - start_ns > SLOW_READ_NS;
    for (let i = 0; i < readings.length; i++) {
      const { power_w, energy_j, flag } = readings[i] as Reading;
      const said = flag ?? (is_slow ? 'slow_read' : this.#slept ? 'suspended' : null);
      this.#points.add(
        this.#first + i,
        t_ns,
        is_slow ? Number.NaN : (power_w ?? Number.NaN),
        is_slow ? Number.NaN : (energy_j ?? Number.NaN),
        flagNumber(said),
        keep || this.#slept,
      );
    }
    if (!is_slow) this.#slept = false;
  }

  /**
   * Takes a collector's reading at a deadline, found at `at` on the tape. A call missing from the tape means that
   * something has changed since it was prepared (a file reopened, a GPU lost): then everything is read and noted afresh.
   */
  takeCollected(
    start_ns: number,
    end_ns: number,
    tape: DataView<ArrayBuffer>,
    at: number,
  ): ReaderNews | null {
    // Later readings on a tape with such a change are older than the fresh one, and answer other calls.
    if (this.calls === null || start_ns < this.#noted_ns) return null;
    let readings: readonly Reading[] = [];
    const playback = callTape.play(this.calls, tape, at, () => {
      readings = this.meter.read();
    });
    if (playback !== 'all') this.calls = null;
    if (playback === 'other') return this.readOnTime();
    this.#keep(readings, start_ns, end_ns, false);
    // A reading between deadlines only occurs after an earlier one changed the pace, unknown to the collector.
    return this.pace.next_ns <= start_ns + TOGETHER_NS ? this.#judge(start_ns, end_ns) : null;
  }

  readTime(): ReadTime {
    const took_ns = this.#took_ns.slice(0, Math.min(this.#times, REMEMBERED)).sort();
    const at = (p: number): number => sFromNs(took_ns[Math.floor(p * (took_ns.length - 1))] ?? 0);
    const count = this.meter.sources.length;
    return { first: this.#first, count, read_p50_s: at(0.5), read_p99_s: at(0.99) };
  }

  /** Reads for a mark: the reading is kept and does not count as a deadline. */
  readAtMark(): ReaderNews | null {
    const { start_ns, end_ns } = this.#read(true);
    return end_ns - start_ns > SLOW_READ_NS ? this.#slowRead(end_ns - start_ns) : null;
  }

  /** Reads at a deadline. */
  readOnTime(): ReaderNews | null {
    const { start_ns, end_ns } = this.#read(false);
    return this.#judge(start_ns, end_ns);
  }

  #judge(start_ns: number, end_ns: number): ReaderNews | null {
    const before_hz = this.pace.hz;
    this.missed += this.pace.done(start_ns, end_ns);
    const took_ns = this.pace.judge();
    if (end_ns - start_ns > SLOW_READ_NS) return this.#slowRead(end_ns - start_ns);
    if (took_ns === null) return null;
    const now_hz = this.pace.hz;
    return {
      kind: now_hz < before_hz ? 'backed_off' : 'sped_up',
      message: `a reading of ${this.name} takes ${inMs(took_ns)}; readings are now ${rate(now_hz)} instead of ${rate(before_hz)}`,
    };
  }

  #slowRead(took_ns: number): ReaderNews {
    return {
      kind: 'slow_read',
      message: `one reading of ${this.name} took ${inMs(took_ns)}; no power was read during that time`,
    };
  }
}

const inMs = (ns: number): string => `${msFromNs(ns).toFixed(1)} ms`;

const rate = (hz: number): string =>
  hz >= 1 ? `${Number(hz.toPrecision(3))} a second` : `one in ${Number((1 / hz).toPrecision(3))} s`;

/** One reader for each meter, all starting at `begin_ns`. */
export function makeReaders(
  meters: readonly Meter[],
  rates: SampleRates,
  points: ChangePoints,
  begin_ns: number,
): Reader[] {
  let first = 1;
  return meters.map((meter) => {
    const duty = isFile(meter) ? FILE_DUTY : DRIVER_DUTY;
    const reader = new Reader(meter, first, new Pace(rateOf(meter, rates), begin_ns, duty), points);
    first += meter.sources.length;
    return reader;
  });
}

// Which readings are kept: of each run of equal ones the first and the last, so that nothing is lost and a sensor that
// is refreshed ten times a second fills no file when it is read a hundred times.
import type { SampleRing } from './ring.ts';

/**
 * A value that stands still is still said about once a second, ns: silence then always means that nothing was read. A
 * little under a second, so that a source that is read just once a second is kept at every reading.
 */
const HEARTBEAT_NS = 0.9e9;

/** What is remembered of a source: the last reading kept and the last one seen. */
interface Track {
  kept_ns: number;
  seen_ns: number;
  power_w: number;
  energy_j: number;
  flag: number;
}

/**
 * Filters the readings of `columns` sources into a ring. Two neighbouring rows of one source that are equal mean: every
 * reading between them was the same.
 */
export class ChangePoints {
  readonly #ring: SampleRing;
  readonly #tracks: readonly Track[];

  constructor(ring: SampleRing, columns: number) {
    this.#ring = ring;
    this.#tracks = Array.from({ length: columns }, () => ({
      kept_ns: Number.NEGATIVE_INFINITY,
      seen_ns: Number.NEGATIVE_INFINITY,
      power_w: Number.NaN,
      energy_j: Number.NaN,
      flag: -1,
    }));
  }

  /** One reading of source `source` (from 1); NaN for a missing value. `keep`: store it even if nothing changed. */
  add(source: number, t_ns: number, power_w: number, energy_j: number, flag: number, keep: boolean): void {
    const track = this.#tracks[source - 1] as Track;
    // Object.is and not ===: a missing value equals a missing value.
    const same =
      flag === track.flag && Object.is(power_w, track.power_w) && Object.is(energy_j, track.energy_j);
    track.seen_ns = same ? t_ns : track.seen_ns;
    if (same && !keep && t_ns - track.kept_ns < HEARTBEAT_NS) return;
    if (!same) {
      this.#endRun(source, track);
      track.power_w = power_w;
      track.energy_j = energy_j;
      track.flag = flag;
      track.seen_ns = t_ns;
    }
    track.kept_ns = t_ns;
    this.#ring.write(source, t_ns, power_w, energy_j, flag);
  }

  /** Keeps the last reading of every run that is still going on: before the end, and where all must be up to date. */
  flush(): void {
    this.#tracks.forEach((track, index) => this.#endRun(index + 1, track));
  }

  #endRun(source: number, track: Track): void {
    if (track.seen_ns <= track.kept_ns) return;
    track.kept_ns = track.seen_ns;
    this.#ring.write(source, track.seen_ns, track.power_w, track.energy_j, track.flag);
  }
}

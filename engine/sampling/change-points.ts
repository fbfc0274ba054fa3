// Filters readings: each run of equal ones keeps its first and last. Nothing is lost, and a sensor that refreshes
// ten times a second does not bloat the file when it is read a hundred times a second.
import type { SampleRing } from './ring.ts';

/**
 * A constant value is still stored about once a second, ns, so that silence always means that nothing was read.
 * Slightly under a second, so that every reading of a source read once a second is kept.
 */
const HEARTBEAT_NS = 0.9e9;

/** State of one source: the last reading kept and the last one seen. */
interface Track {
  kept_ns: number;
  seen_ns: number;
  power_w: number;
  energy_j: number;
  flag: number;
}

/**
 * Filters the readings of `columns` sources into a ring. Two consecutive equal rows of one source mean that every
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
    // Object.is instead of ===, because missing values (NaN) count as equal.
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

  /** Writes the last reading of every open run, before the end or whenever everything must be up to date. */
  flush(): void {
    this.#tracks.forEach((track, index) => this.#endRun(index + 1, track));
  }

  #endRun(source: number, track: Track): void {
    if (track.seen_ns <= track.kept_ns) return;
    track.kept_ns = track.seen_ns;
    this.#ring.write(source, track.seen_ns, track.power_w, track.energy_j, track.flag);
  }
}

// The power of a trial for drawing: a short one is read directly, a long one is thinned once and cached.
import { statSync } from 'node:fs';
import { CounterPower } from '../../core/energy/counter-power.ts';
import type { PhaseWindow } from '../../core/energy/phase-window.ts';
import { extremesOfRuns } from '../../core/figures/thin-trace.ts';
import type { Sample } from '../../core/source.ts';
import { countSamples, hasMoreSamples, readSamples, walkSamples } from '../../db/samples.ts';
import type { StudyFile } from '../../db/study-file.ts';

/** A sample reduced to what is drawn; null for a missing reading. */
export type TraceSample = Pick<Sample, 't_ns' | 'power_w'>;

/** Most readings of one source that are read and drawn directly: some ten milliseconds for all sources. */
const READ_AT_ONCE = 12_000;
/** Each run of this many readings keeps its lowest and highest: still far more than a screen has columns. */
const RUN = 32;

/**
 * Caches one trial at a time. Reading a series of millions once takes seconds; after that any part of it is
 * available at once. A file that has changed since is read again. Used for drawing alone.
 */
export class LongTraces {
  #key = '';
  #series = new Map<number, readonly TraceSample[]>();
  #count: number | null = null;

  /** Power between two timestamps (inclusive), oldest first. */
  powerOf(
    study: StudyFile,
    of: { readonly trial: number; readonly source: number; readonly counter_range_j: number | null },
    window: PhaseWindow,
  ): readonly TraceSample[] {
    const { trial, source, counter_range_j } = of;
    const power = new CounterPower(counter_range_j);
    if (!hasMoreSamples(study, trial, source, window, READ_AT_ONCE))
      return readSamples(study, trial, source, window).map((sample) => ({
        t_ns: sample.t_ns,
        power_w: power.powerW(sample),
      }));
    this.#turnTo(study, trial);
    let series = this.#series.get(source);
    if (series === undefined) {
      series = thinned(walkSamples(study, trial, source), power);
      this.#series.set(source, series);
    }
    return series.slice(firstFrom(series, window.t_begin_ns), firstFrom(series, window.t_end_ns + 1));
  }

  /** Number of readings of a trial over all sources. */
  countOf(study: StudyFile, trial: number): number {
    this.#turnTo(study, trial);
    this.#count ??= countSamples(study, trial);
    return this.#count;
  }

  #turnTo(study: StudyFile, trial: number): void {
    const { size, mtimeMs } = statSync(study.path);
    const key = `${study.path} ${size} ${mtimeMs} ${trial}`;
    if (key === this.#key) return;
    this.#key = key;
    this.#series = new Map();
    this.#count = null;
  }
}

function thinned(samples: Iterable<Sample>, power: CounterPower): TraceSample[] {
  function* points(): Generator<{ t_s: number; power_w: number | null }> {
    for (const sample of samples) yield { t_s: sample.t_ns, power_w: power.powerW(sample) };
  }
  // Thinning only uses the order along the axis, so nanoseconds do as well as seconds.
  return extremesOfRuns(points(), RUN).map(({ t_s, power_w }) => ({ t_ns: t_s, power_w }));
}

/** Index of the first sample at or after `t_ns`; the length when there is none. */
function firstFrom(series: readonly TraceSample[], t_ns: number): number {
  let [low, high] = [0, series.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((series[middle] as TraceSample).t_ns < t_ns) low = middle + 1;
    else high = middle;
  }
  return low;
}

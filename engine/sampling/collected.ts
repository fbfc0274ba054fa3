// Waits with a collector, which reads the meters it can while this thread sleeps in one call; the readers then get the
// results.

import { msFromNs, nsFromS } from '../../core/units.ts';
import type { Anchor } from '../../db/samples.ts';
import { type Collector, MOST_CALLS } from '../../native/collector/library.ts';
import { monotonicNs } from '../setup/clock.ts';
import { NEGLIGIBLE_MS } from './jumps.ts';
import { HANGS_NS, TOGETHER_NS } from './pace.ts';
import type { Reader, ReaderNews } from './reader.ts';

/** Calendar time here has whole milliseconds, so the collector gets this much slack, or the two would disagree. */
const CALENDAR_GRAIN_MS = 5;

/** Readings on one tape. Nothing is read during playback, which must therefore take less than a period of 1 ms. */
const MOST_READINGS = 64;

export class CollectedReaders {
  readonly #collector: Collector;
  /** The readers the collector serves, and the calls it was prepared with. */
  #served: readonly Reader[] = [];
  #prepared: readonly Reader['calls'][] = [];
  #refused = false;

  constructor(collector: Collector) {
    this.#collector = collector;
  }

  /** The readers that the collector reads, so that this thread need not wake at their deadlines. */
  served(readers: readonly Reader[]): readonly Reader[] {
    if (this.#refused) return [];
    const able = readers.filter(
      ({ calls }) => calls !== null && calls.length > 0 && calls.length <= MOST_CALLS,
    );
    const calls = able.map((reader) => reader.calls);
    const same = able.length === this.#served.length && calls.every((list, i) => list === this.#prepared[i]);
    if (same) return this.#served;
    this.#refused = !this.#collector.prepare(calls.map((list) => list ?? []));
    this.#served = this.#refused ? [] : able;
    this.#prepared = calls;
    return this.#served;
  }

  /**
   * Reads at the deadlines of the served readers until `until_ns`, until `signal` changes, or until this thread has to
   * step in. `onNews` gets the readers' reports.
   */
  wait(
    until_ns: number,
    anchor: Anchor,
    signal: Int32Array,
    signal_was: number,
    onNews: (news: ReaderNews) => void,
  ): void {
    const served = this.#served;
    const hz = served.reduce((sum, { pace }) => sum + pace.hz, 0);
    const records = this.#collector.collect(
      served.map(({ pace }) => pace),
      {
        until_ns: Math.min(until_ns, monotonicNs() + nsFromS(MOST_READINGS / hz)),
        together_ns: TOGETHER_NS,
        hangs_ns: HANGS_NS,
        calendar_ms: anchor.unix_ms - msFromNs(anchor.t_ns),
        negligible_ms: NEGLIGIBLE_MS + CALENDAR_GRAIN_MS,
      },
      signal,
      signal_was,
    );
    for (const { schedule, start_ns, end_ns, answers_at } of records) {
      const news =
        served[schedule]?.takeCollected(start_ns, end_ns, this.#collector.tape, answers_at) ?? null;
      if (news !== null) onNews(news);
    }
  }
}

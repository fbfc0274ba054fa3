// Waiting with a collector: the meters whose calls it can make are read while this thread sleeps in one call, and handed
// what was read when it comes back.

import { msFromNs, nsFromS } from '../../core/units.ts';
import type { Anchor } from '../../db/samples.ts';
import { type Collector, MOST_CALLS } from '../../native/collector/library.ts';
import { monotonicNs } from '../setup/clock.ts';
import { NEGLIGIBLE_MS } from './jumps.ts';
import { HANGS_NS, TOGETHER_NS } from './pace.ts';
import type { Reader, ReaderNews } from './reader.ts';

/** The calendar is told in whole milliseconds here: what the collector sees must be beyond doubt, or the two would dispute. */
const CALENDAR_GRAIN_MS = 5;

/** Readings on one tape: nothing is read while they are played back, which must be over before a period of 1 ms. */
const MOST_READINGS = 64;

export class CollectedReaders {
  readonly #collector: Collector;
  /** Whom the collector serves, and the calls it was prepared with. */
  #served: readonly Reader[] = [];
  #prepared: readonly Reader['calls'][] = [];
  #refused = false;

  constructor(collector: Collector) {
    this.#collector = collector;
  }

  /** Those of `readers` that need not be woken for at their deadlines. */
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
   * Reads at the deadlines of the served until `until_ns`, until `signal` changes, or until something happened that this
   * thread must see to. `onNews` hears what the readers tell.
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

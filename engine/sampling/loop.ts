// The sampler's loop: sleeps until the next deadline and reads what is due, without letting one late meter delay another.
import type { Meter } from '../../core/source.ts';
import { msFromNs, nsFromS, periodNs } from '../../core/units.ts';
import type { Collector } from '../../native/collector/library.ts';
import { monotonicNs, takeAnchor, unixMs } from '../setup/clock.ts';
import { ChangePoints } from './change-points.ts';
import { CollectedReaders } from './collected.ts';
import { jumpBetween, mayHaveJumped } from './jumps.ts';
import { Pace, TOGETHER_NS } from './pace.ts';
import { makeReaders, type Reader, type ReaderNews } from './reader.ts';
import type { SampleRing } from './ring.ts';
import { CONTROL, type SampleRates, type SamplerNews } from './sampler-protocol.ts';

/** Rates of the slow metrics, per second: GPU states, GPU processes, and clock anchors. */
const RATES_HZ = { state: 1.25, processes: 0.25, anchor: 0.25 } as const;

export interface LoopOptions {
  readonly meters: readonly Meter[];
  readonly rates: SampleRates;
  readonly ring: SampleRing;
  readonly control: Int32Array;
  readonly proc_root: string;
  /** Null: this thread waits and reads itself. */
  readonly collector: Collector | null;
  /** Seconds between calls of `onNews`; 0.8 or a fraction of it needs no extra wake-ups. */
  readonly batch_s: number;
  /** The owner should empty the ring at the same time. `tells_answered` as in {@link SamplerMessage}. */
  onNews(news: SamplerNews, tells_answered: number): void;
}

type News = { -readonly [K in keyof SamplerNews]: SamplerNews[K][number][] };
const noNews = (): News => ({ states: [], processes: [], anchors: [], events: [], read_times: [] });

/** Samples until the control memory says stop. The last readings are in the ring when it returns. */
export function sampleUntilStopped(options: LoopOptions): void {
  const { meters, rates, ring, control, proc_root, batch_s, onNews } = options;
  const columns = meters.reduce((count, meter) => count + meter.sources.length, 0);
  const points = new ChangePoints(ring, columns);
  let anchor = takeAnchor(proc_root);
  let news = { ...noNews(), anchors: [anchor] };
  let next_news_ns = anchor.t_ns;
  // The first anchor is the first deadline, so that punctuality can be judged from the stored data.
  const begin_ns = anchor.t_ns;
  const readers = makeReaders(meters, rates, points, begin_ns);
  const slow = [
    { pace: new Pace(RATES_HZ.state, begin_ns), work: readStates },
    { pace: new Pace(RATES_HZ.processes, begin_ns), work: readProcesses },
    { pace: new Pace(RATES_HZ.anchor, begin_ns + periodNs(RATES_HZ.anchor)), work: () => void setAnchor() },
  ];

  const collected = options.collector && new CollectedReaders(options.collector);
  const signal_cell = control.subarray(CONTROL.signal, CONTROL.signal + 1);
  let [marks_done, tells_answered] = [0, 0];
  let signal = Atomics.load(control, CONTROL.signal);
  while (Atomics.load(control, CONTROL.stop) === 0) {
    // Loaded before the marks: the mark that goes with this request came earlier and is read below.
    const tells = Atomics.load(control, CONTROL.tells_asked);
    const marks = Atomics.load(control, CONTROL.marks_asked);
    if (marks !== marks_done) {
      for (const reader of readers) noteAny(reader.readAtMark());
      ring.reached(monotonicNs());
      marks_done = marks;
    }
    const now_ns = monotonicNs();
    noticeJump(now_ns);
    const due_ns = now_ns + TOGETHER_NS;
    for (const reader of readers) if (reader.pace.next_ns <= due_ns) noteAny(reader.readOnTime());
    for (const { pace, work } of slow)
      if (pace.next_ns <= due_ns) {
        const start_ns = monotonicNs();
        work();
        pace.done(start_ns, monotonicNs());
        pace.judge();
      }
    const end_ns = monotonicNs();
    ring.reached(end_ns);
    if (tells !== tells_answered || end_ns + TOGETHER_NS >= next_news_ns) {
      tells_answered = tells;
      tell(end_ns);
    }

    wait(collected?.served(readers) ?? []);
    signal = Atomics.load(control, CONTROL.signal);
  }
  points.flush();
  ring.reached(monotonicNs());
  news.read_times = readers.map((reader) => reader.readTime());
  tell(monotonicNs());

  /** Waits for the next deadline of readers that the collector does not serve, or for a signal. */
  function wait(served: readonly Reader[]): void {
    let next_ns = next_news_ns;
    for (const reader of readers)
      if (!served.includes(reader)) next_ns = Math.min(next_ns, reader.pace.next_ns);
    for (const { pace } of slow) next_ns = Math.min(next_ns, pace.next_ns);
    if (collected && served.length > 0) return collected.wait(next_ns, anchor, signal_cell, signal, note);
    const wait_ms = msFromNs(next_ns - monotonicNs());
    if (wait_ms > 0) Atomics.wait(control, CONTROL.signal, signal, wait_ms);
  }

  function noteAny(said: ReaderNews | null): void {
    if (said !== null) note(said);
  }

  function note(said: ReaderNews): void {
    news.events.push({ ...said, t_ns: monotonicNs() });
  }

  function readStates(): void {
    for (const meter of meters)
      for (const state of meter.readState()) news.states.push({ ...state, t_ns: monotonicNs() });
  }

  function readProcesses(): void {
    for (const meter of meters)
      for (const one of meter.readProcesses()) news.processes.push({ ...one, t_ns: monotonicNs() });
  }

  function setAnchor(): void {
    anchor = takeAnchor(proc_root);
    news.anchors.push(anchor);
  }

  function noticeJump(t_ns: number): void {
    const before = anchor;
    if (!mayHaveJumped(before, t_ns, unixMs())) return;
    setAnchor();
    const jump = jumpBetween(before, anchor);
    if (jump === null) return;
    news.events.push({ ...jump, t_ns: anchor.t_ns });
    if (jump.kind === 'suspended') for (const reader of readers) reader.slept();
  }

  function tell(t_ns: number): void {
    while (next_news_ns <= t_ns + TOGETHER_NS) next_news_ns += nsFromS(batch_s);
    for (const reader of readers) {
      if (reader.missed === 0) continue;
      const message = `${reader.missed} readings of ${reader.name} were missed`;
      news.events.push({ t_ns, kind: 'missed_ticks', message });
      reader.missed = 0;
    }
    onNews(news, tells_answered);
    news = noNews();
  }
}

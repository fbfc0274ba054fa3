// The sampler's loop: sleeps to the next deadline, reads what is due, and never lets one late meter shift another.
import type { Meter } from '../../core/source.ts';
import { monotonicNs, takeAnchor, unixMs } from '../clock.ts';
import { CONTROL, type SampleRates, type SamplerNews } from '../sampler-protocol.ts';
import { ChangePoints } from './change-points.ts';
import { jumpBetween, mayHaveJumped } from './jumps.ts';
import { Pace } from './pace.ts';
import { makeReaders, type Reader } from './reader.ts';
import type { SampleRing } from './ring.ts';

/** Slow metrics, per second: the GPUs' state, who computes on them, the clocks side by side. */
const RATES_HZ = { state: 1, processes: 0.2, anchor: 0.2 } as const;
/** News are handed on so often at most, ns. */
const NEWS_NS = 1e9;
/** What is due so soon is done now: one waking for several meters, ns. */
const TOGETHER_NS = 2e5;

export interface LoopOptions {
  readonly meters: readonly Meter[];
  readonly rates: SampleRates;
  readonly ring: SampleRing;
  readonly control: Int32Array;
  readonly proc_root: string;
  onNews(news: SamplerNews): void;
}

type News = { -readonly [K in keyof SamplerNews]: SamplerNews[K][number][] };
const noNews = (): News => ({ states: [], processes: [], anchors: [], events: [], read_times: [] });

/** Samples until the control memory says stop. The last readings are in the ring when this returns. */
export function sampleUntilStopped({ meters, rates, ring, control, proc_root, onNews }: LoopOptions): void {
  const columns = meters.reduce((count, meter) => count + meter.sources.length, 0);
  const points = new ChangePoints(ring, columns);
  let anchor = takeAnchor(proc_root);
  let news = { ...noNews(), anchors: [anchor] };
  let next_news_ns = anchor.t_ns;
  // The first anchor is the first deadline, so that punctuality can be judged from what is stored.
  const begin_ns = anchor.t_ns;
  const readers = makeReaders(meters, rates, points, begin_ns);
  const slow = [
    { pace: new Pace(RATES_HZ.state, begin_ns), work: readStates },
    { pace: new Pace(RATES_HZ.processes, begin_ns), work: readProcesses },
    { pace: new Pace(RATES_HZ.anchor, begin_ns + 1e9 / RATES_HZ.anchor), work: () => void setAnchor() },
  ];

  let signal = Atomics.load(control, CONTROL.signal);
  while (Atomics.load(control, CONTROL.stop) === 0) {
    const marks = Atomics.load(control, CONTROL.marks_asked);
    if (marks !== Atomics.load(control, CONTROL.marks_done)) {
      for (const reader of readers) reader.read(true);
      ring.reached(monotonicNs());
      Atomics.store(control, CONTROL.marks_done, marks);
    }
    const now_ns = monotonicNs();
    noticeJump(now_ns);
    const due_ns = now_ns + TOGETHER_NS;
    for (const reader of readers) if (reader.pace.next_ns <= due_ns) readOnTime(reader);
    for (const { pace, work } of slow)
      if (pace.next_ns <= due_ns) {
        const start_ns = monotonicNs();
        work();
        pace.done(start_ns, monotonicNs());
        pace.judge();
      }
    const end_ns = monotonicNs();
    ring.reached(end_ns);
    if (end_ns >= next_news_ns) tell(end_ns);

    const wait_ms = (nextDeadline() - monotonicNs()) / 1e6;
    if (wait_ms > 0) Atomics.wait(control, CONTROL.signal, signal, wait_ms);
    signal = Atomics.load(control, CONTROL.signal);
  }
  points.flush();
  ring.reached(monotonicNs());
  news.read_times = readers.map((reader) => reader.readTime());
  tell(monotonicNs());

  function nextDeadline(): number {
    let next_ns = Number.POSITIVE_INFINITY;
    for (const { pace } of readers) next_ns = Math.min(next_ns, pace.next_ns);
    for (const { pace } of slow) next_ns = Math.min(next_ns, pace.next_ns);
    return next_ns;
  }

  function readOnTime(reader: Reader): void {
    const said = reader.readOnTime();
    if (said !== null) news.events.push({ ...said, t_ns: monotonicNs() });
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
    next_news_ns = t_ns + NEWS_NS;
    for (const reader of readers) {
      if (reader.missed === 0) continue;
      const message = `${reader.missed} readings of ${reader.name} were missed`;
      news.events.push({ t_ns, kind: 'missed_ticks', message });
      reader.missed = 0;
    }
    if (Object.values(news).every((list) => list.length === 0)) return;
    onNews(news);
    news = noNews();
  }
}

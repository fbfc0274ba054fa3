// The owner's side of one sampler thread: starts it, delivers its readings, marks the edges of phases, stops it.
import { Worker } from 'node:worker_threads';
import { withCalibration } from '../../core/energy/calibration.ts';
import { AuditError, messageOf } from '../../core/errors.ts';
import type { MachineInventory } from '../../core/machine/inventory.ts';
import type { Source, SourceReport } from '../../core/source.ts';
import type { SampleBatch } from '../../db/samples.ts';
import { openWake } from '../../native/collector/library.ts';
import type { EngineParts } from '../setup/parts.ts';
import { leaveBehind } from './left-behind.ts';
import { SampleRing } from './ring.ts';
import {
  CONTROL,
  type ReadTime,
  type SamplerEvent,
  type SamplerMessage,
  type SamplerNews,
  type SamplerStart,
  unpack,
} from './sampler-protocol.ts';

export interface SamplerThread {
  /** Those whose readings are delivered, in the order of their numbers. */
  readonly sources: readonly Source[];
  /** Those that the meters have now: the same, unless others were requested. */
  readonly opened: readonly Source[];
  readonly reports: readonly SourceReport[];
  /** The GPUs with their driver's names, for the inventory. */
  readonly gpus: MachineInventory['gpus'];
  /** Requests a reading of every source now, whatever its pace, for the edge of a phase. Returns at once. */
  mark(): void;
  /** Resolves when all data up to now, events included, has been delivered; false when the thread is stuck for 5 s. */
  caughtUp(): Promise<boolean>;
  /** It is known to hang: it gets no more than a last chance to answer or to stop, until it answers. */
  suspect(): void;
  /** Delivers what the thread has read so far, without asking it. */
  drain(): void;
  /** Resolves when all data of the thread has been delivered; a thread stuck in a driver is abandoned after 5 s. */
  stop(): Promise<void>;
}

/** Data sampled since the last batch. */
export interface SampledBatch extends SampleBatch {
  readonly events: readonly SamplerEvent[];
  readonly read_times: readonly ReadTime[];
}

export interface SamplerListeners {
  onBatch(batch: SampledBatch): void;
  /** No more samples will arrive. */
  onFailure(message: string): void;
}

export interface ThreadOptions {
  /** Seconds between batches, and so the most that is lost when the process is killed. Default 0.8. */
  readonly batch_s?: number;
  /** Sources of an existing study: readings get their numbers, and those of any other source are dropped. */
  readonly sources?: readonly Source[];
  /** Longest wait for the meters to open, ms; default 30 s: drivers without a daemon take seconds for each GPU. */
  readonly patience_ms?: number;
  /** Ends that wait. */
  readonly signal?: AbortSignal;
}

const DEFAULT_HZ = 10;
/** In step with the slow metrics (sampling/loop.ts), so that one wake-up serves both. */
const BATCH_S = 0.8;
/** Longest wait for a driver call that never returns, once, ms. */
const PATIENCE_MS = 5000;
/** Wait for a thread that was stuck before or is being terminated, ms. */
const LAST_CHANCE_MS = 200;
const START_MS = 30_000;

const NO_NEWS: SamplerNews = { states: [], processes: [], anchors: [], events: [], read_times: [] };

/** @throws AuditError `meter` when the thread cannot open the meters in time, `aborted` when told to stop before that. */
export async function startSamplerThread(
  parts: EngineParts,
  listeners: SamplerListeners,
  { batch_s = BATCH_S, sources: wanted, patience_ms = START_MS, signal: stopAsked }: ThreadOptions = {},
): Promise<SamplerThread> {
  const control = new Int32Array(new SharedArrayBuffer(CONTROL.size * 4));
  const rates = { sample_hz: parts.sample_hz ?? DEFAULT_HZ, counter_hz: parts.counter_hz ?? null };
  const collector_path = parts.collector_path;
  const start: SamplerStart = { env: parts.env, rates, control: control.buffer, batch_s, collector_path };
  const wakeCollector = openWake(collector_path);
  const worker = new Worker(parts.worker_url, { workerData: start });
  let ring: SampleRing | null = null;
  let numbers: readonly (number | null)[] = [];
  let [alive, is_stuck] = [true, false];
  let stopped: Promise<void> | null = null;
  const waiting: { readonly asked: number; readonly resolve: (caught_up: boolean) => void }[] = [];

  const ready = Promise.withResolvers<Extract<SamplerMessage, { kind: 'ready' }>>();
  const end = (message: string, cause: unknown = message): void => {
    if (!alive) return;
    alive = false;
    parts.log.error('the sampler thread', cause);
    waiting.splice(0).forEach(({ resolve }) => resolve(false));
    ready.reject(new AuditError('meter', `the power sampler could not start: ${message}`));
    handOut(NO_NEWS);
    listeners.onFailure(message);
  };
  worker.on('message', (message: SamplerMessage) => {
    if (message.kind === 'failed') return end(message.message, message.stack ?? undefined);
    if (message.kind === 'news') return hear(message);
    ring = new SampleRing(message.ring);
    numbers = numbersIn(wanted ?? message.sources, message.sources);
    ready.resolve(message);
  });
  worker.on('error', (error) => end(messageOf(error), error));
  const exited = new Promise<true>((resolve) => worker.once('exit', () => resolve(true)));
  void exited.then(() => end('its thread ended'));

  function handOut({ states, processes, anchors, events, read_times }: SamplerNews): void {
    const { packed, dropped } = ring?.take() ?? { packed: new Float64Array(0), dropped: 0 };
    if (
      packed.length === 0 &&
      dropped === 0 &&
      states.length + anchors.length + events.length + read_times.length === 0
    )
      return;
    const samples = unpack(packed).flatMap(({ source, ...sample }) => {
      const number = numbers[source - 1] ?? null;
      return number === null ? [] : [{ ...sample, source: number }];
    });
    const lost = {
      t_ns: samples.at(-1)?.t_ns ?? 0,
      kind: 'samples_dropped',
      message: droppedMessage(dropped),
    };
    const all = dropped > 0 ? [...events, lost] : events;
    listeners.onBatch({ samples, states, processes, anchors, events: all, read_times });
  }

  function hear({ tells_answered, ...news }: Extract<SamplerMessage, { kind: 'news' }>): void {
    handOut(news);
    while (waiting[0] && waiting[0].asked <= tells_answered) waiting.shift()?.resolve(true);
    if (waiting.length === 0) is_stuck = false;
  }

  function signal(): void {
    Atomics.add(control, CONTROL.signal, 1);
    Atomics.notify(control, CONTROL.signal);
    // Atomics.notify does not reach a thread that sleeps in the collector.
    wakeCollector?.(control.subarray(CONTROL.signal, CONTROL.signal + 1));
  }

  function mark(): void {
    Atomics.add(control, CONTROL.marks_asked, 1);
    signal();
  }

  async function caughtUp(): Promise<boolean> {
    if (!alive) return false;
    const answer = Promise.withResolvers<boolean>();
    Atomics.add(control, CONTROL.marks_asked, 1);
    const asked = Atomics.add(control, CONTROL.tells_asked, 1) + 1;
    waiting.push({ asked, resolve: answer.resolve });
    signal();
    is_stuck = (await within(answer.promise, is_stuck ? LAST_CHANCE_MS : PATIENCE_MS)) === undefined;
    if (is_stuck) handOut(NO_NEWS);
    return !is_stuck && answer.promise;
  }

  async function stop(): Promise<void> {
    alive = false;
    Atomics.store(control, CONTROL.stop, 1);
    signal();
    if ((await within(exited, is_stuck ? LAST_CHANCE_MS : PATIENCE_MS)) === undefined) {
      void worker.terminate();
      if ((await within(exited, LAST_CHANCE_MS)) === undefined) leaveBehind(worker);
    }
    handOut(NO_NEWS);
  }

  const answer = await within(Promise.race([ready.promise, abortOf(stopAsked)]), patience_ms);
  if (answer === undefined || answer === 'aborted') {
    is_stuck = true;
    const stopping = stop();
    if (answer === undefined) throw new AuditError('meter', notStarted(patience_ms));
    await stopping;
    throw new AuditError('aborted', 'stopped by the user before the power sampler had started');
  }
  const { sources: as_read, reports, gpus } = answer;
  const opened = as_read.map((source) => withCalibration(source, parts.settings));
  return {
    sources: wanted ?? opened,
    opened,
    reports,
    gpus,
    mark,
    caughtUp,
    suspect() {
      is_stuck = true;
    },
    drain: () => handOut(NO_NEWS),
    stop: () => (stopped ??= stop()),
  };
}

/** Numbers, from 1, that opened sources have among the wanted ones; null for one that is not wanted. */
const numbersIn = (wanted: readonly Source[], opened: readonly Source[]): (number | null)[] =>
  opened.map(({ id }) => {
    const at = wanted.findIndex((source) => source.id === id);
    return at < 0 ? null : at + 1;
  });

/** Resolves at the abort; never without one. */
const abortOf = (signal: AbortSignal | undefined): Promise<'aborted'> =>
  new Promise((resolve) => {
    if (signal?.aborted) resolve('aborted');
    signal?.addEventListener('abort', () => resolve('aborted'), { once: true });
  });

/** The value of `promise`, or undefined if it has not resolved after `limit_ms`. */
export async function within<T>(promise: Promise<T>, limit_ms: number): Promise<T | undefined> {
  const limit = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => limit.resolve(undefined), limit_ms);
  try {
    return await Promise.race([promise, limit.promise]);
  } finally {
    clearTimeout(timer);
  }
}

const notStarted = (patience_ms: number): string =>
  `the power sampler could not start: expected all power sources to open within ${patience_ms / 1000} s, but a driver call does not return; see if nvidia-smi answers, and restart the driver or the machine`;

const droppedMessage = (rows: number): string =>
  `${rows} readings were dropped: the program was too busy to store them`;

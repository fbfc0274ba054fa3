// The sampler that the rest of the engine uses: a thread that reads the meters, and another in its place when it fails.
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../core/errors.ts';
import { secondsBetween } from '../../core/units.ts';
import { monotonicNs } from '../setup/clock.ts';
import type { EngineParts } from '../setup/parts.ts';
import {
  type SampledBatch,
  type SamplerListeners,
  type SamplerThread,
  startSamplerThread,
  type ThreadOptions,
  within,
} from './sampler-thread.ts';

export type { SampledBatch, SamplerListeners } from './sampler-thread.ts';

export interface Sampler extends Omit<SamplerThread, 'drain' | 'suspect'> {
  /** How often reading was interrupted so far because a thread failed or hung. */
  readonly failures: number;
}

export interface SamplerOptions extends Omit<ThreadOptions, 'patience_ms'> {
  /** Seconds without a batch after which a thread is taken to hang. Default 15: slow drivers answer within ten. */
  readonly silent_s?: number;
}

/** Waits before each attempt to replace a thread that died, ms; after the last one sampling is given up. */
const ATTEMPTS_MS = [0, 1000, 5000] as const;
/** A thread that dies this often within the time below is not replaced again. */
const MOST_FAILURES = 5;
const FAILURES_WITHIN_S = 600;
/** Longest wait for a replacement to open its meters, ms. */
const OPENING_MS = 10_000;
const SILENT_S = 15;
/** Replacements of a thread that hangs; where they hang as well, the first one may still come back. */
const MOST_STANDBYS = 3;
/** Longest wait for a replacement when the sampler is stopped or asked, ms. */
const PATIENCE_MS = 5000;

/**
 * A replaced thread leaves a hole in the readings, which counters bridge (docs/measuring.md); events say when. `onFailure`
 * is called only when no replacement could be started.
 * @throws AuditError `meter` when the first thread cannot open the meters in time, `aborted` when told to stop before that.
 */
export async function startSampler(
  parts: EngineParts,
  listeners: SamplerListeners,
  { signal, ...options }: SamplerOptions = {},
): Promise<Sampler> {
  let current = 0;
  let failures = 0;
  const failed_ns: number[] = [];
  let [is_started, is_ended, silent_s, standbys] = [false, false, 0, 0];
  let replacing: Promise<void> | null = null;
  let waited_for: Promise<void> | null = null;

  /** Starts a thread that speaks only while it is the current one. */
  function start(id: number, more: Partial<ThreadOptions>): Promise<SamplerThread> {
    return startSamplerThread(
      parts,
      {
        onBatch(batch) {
          if (id !== current) return;
          silent_s = 0;
          listeners.onBatch(batch);
        },
        onFailure(message) {
          if (id === current && is_started && !is_ended) replacing = replaceDead(message);
        },
      },
      { ...options, ...more },
    );
  }

  let thread = await start(current, signal === undefined ? {} : { signal });
  is_started = true;
  const { sources, opened, reports, gpus } = thread;
  const silent_limit_s = Math.max(options.silent_s ?? SILENT_S, 3 * (options.batch_s ?? 0));
  // Ticks are counted, not time: a process that was stopped as a whole has not lost its thread.
  const ticks = setInterval(() => {
    if (++silent_s < silent_limit_s || replacing !== null || is_ended) return;
    silent_s = 0;
    if (standbys++ < MOST_STANDBYS) replacing = replaceHung();
  }, 1000);
  ticks.unref();

  async function replaceDead(why: string): Promise<void> {
    const begin_ns = monotonicNs();
    noteFailure(begin_ns);
    say('sampler_failed', `${why}; it is started again`);
    let message = why;
    const is_hopeless =
      failed_ns.filter((t_ns) => secondsBetween(t_ns, begin_ns) < FAILURES_WITHIN_S).length > MOST_FAILURES;
    for (const wait_ms of is_hopeless ? [] : ATTEMPTS_MS) {
      await sleep(wait_ms, undefined, { ref: false });
      if (is_ended) return;
      try {
        await succeed(begin_ns);
        return;
      } catch (error) {
        message = messageOf(error);
      }
    }
    is_ended = true;
    clearInterval(ticks);
    listeners.onFailure(message);
  }

  /** The thread that hangs is kept until another one reads: it may come back, and the other may hang as well. */
  async function replaceHung(): Promise<void> {
    const begin_ns = monotonicNs();
    const hung = thread;
    hung.suspect();
    try {
      await succeed(begin_ns);
      noteFailure(begin_ns);
      void hung.stop();
    } catch {
      replacing = null;
    }
  }

  /** Puts a new thread in the place of the current one. */
  async function succeed(begin_ns: number): Promise<void> {
    const id = current + 1;
    const next = await start(id, { sources, patience_ms: OPENING_MS });
    if (is_ended) return void next.stop();
    thread.drain();
    [thread, current, replacing, silent_s] = [next, id, null, 0];
    const gap_s = secondsBetween(begin_ns, monotonicNs());
    say('sampler_restarted', `the power sampler was started again after ${gap_s.toFixed(1)} s`);
  }

  /** Waits for a replacement, but only once for the same: the driver may hang for it as well. */
  async function replaced(): Promise<void> {
    if (replacing === null || replacing === waited_for) return;
    waited_for = replacing;
    await within(replacing, PATIENCE_MS);
  }

  function noteFailure(t_ns: number): void {
    failures++;
    failed_ns.push(t_ns);
  }

  function say(kind: string, message: string): void {
    const nothing = { samples: [], states: [], processes: [], anchors: [], read_times: [] };
    const batch: SampledBatch = { ...nothing, events: [{ t_ns: monotonicNs(), kind, message }] };
    listeners.onBatch(batch);
  }

  return {
    sources,
    opened,
    reports,
    gpus,
    get failures() {
      return failures;
    },
    mark: () => thread.mark(),
    async caughtUp() {
      await replaced();
      return thread.caughtUp();
    },
    async stop() {
      is_ended = true;
      clearInterval(ticks);
      await replaced();
      await thread.stop();
    },
  };
}

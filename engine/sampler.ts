// The owner's side of the sampler: starts the thread, hands out its batches, waits for it to catch up, stops it.
import { Worker } from 'node:worker_threads';
import type { MachineInventory } from '../core/documents.ts';
import { AuditError, messageOf } from '../core/errors.ts';
import type { Source, SourceReport } from '../core/source.ts';
import type { SampleBatch } from '../db/samples.ts';
import { monotonicNs } from './clock.ts';
import type { EngineParts } from './parts.ts';
import { type SamplerMessage, type SamplerStart, unpack } from './sampler-protocol.ts';

export interface Sampler {
  readonly sources: readonly Source[];
  readonly reports: readonly SourceReport[];
  /** For the inventory: the GPUs as their driver names them. */
  readonly gpus: MachineInventory['gpus'];
  /** Resolves once everything up to now has been handed out, or after `limit_s` when the thread is stuck. */
  caughtUp(limit_s?: number): Promise<boolean>;
  stop(): Promise<void>;
}

export interface SamplerListeners {
  onBatch(batch: SampleBatch & { readonly missed_ticks: number }): void;
  /** The thread died: no further samples will come. */
  onFailure(message: string): void;
}

const DEFAULT_HZ = 10;
const STOP_LIMIT_MS = 3000;

/** @throws AuditError `meter` when the thread cannot open the meters. */
export async function startSampler(parts: EngineParts, listeners: SamplerListeners): Promise<Sampler> {
  const control = new SharedArrayBuffer(4);
  const start: SamplerStart = { env: parts.env, sample_hz: parts.sample_hz ?? DEFAULT_HZ, control };
  const worker = new Worker(parts.worker_url, { workerData: start });
  let [t_until_ns, alive] = [0, true];
  let waiting: { t_ns: number; resolve(reached: boolean): void }[] = [];

  const ready = Promise.withResolvers<Extract<SamplerMessage, { kind: 'ready' }>>();
  const end = (message: string): void => {
    if (!alive) return;
    alive = false;
    ready.reject(new AuditError('meter', `the power sampler could not start: ${message}`));
    for (const waiter of waiting) waiter.resolve(false);
    listeners.onFailure(message);
  };
  worker.on('message', (message: SamplerMessage) => {
    if (message.kind === 'ready') return ready.resolve(message);
    if (message.kind === 'failed') return end(message.message);
    const { packed, states, processes, anchors, missed_ticks } = message;
    listeners.onBatch({ samples: unpack(packed), states, processes, anchors, missed_ticks });
    t_until_ns = message.t_until_ns;
    for (const waiter of waiting) if (waiter.t_ns <= t_until_ns) waiter.resolve(true);
    waiting = waiting.filter((waiter) => waiter.t_ns > t_until_ns);
  });
  worker.on('error', (error) => end(messageOf(error)));
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  void exited.then(() => end('its thread ended'));

  const { sources, reports, gpus } = await ready.promise;
  return {
    sources,
    reports,
    gpus,
    caughtUp(limit_s = 5) {
      if (!alive) return Promise.resolve(false);
      const { promise, resolve } = Promise.withResolvers<boolean>();
      waiting.push({ t_ns: monotonicNs(), resolve });
      setTimeout(resolve, limit_s * 1000, false).unref();
      return promise;
    },
    async stop() {
      alive = false;
      const flag = new Int32Array(control);
      Atomics.store(flag, 0, 1);
      Atomics.notify(flag, 0);
      const timer = setTimeout(() => void worker.terminate(), STOP_LIMIT_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}

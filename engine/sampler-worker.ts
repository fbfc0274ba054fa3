// The sampler's thread: reads every source at absolute deadlines and hands batches to its owner. It blocks between
// ticks, so it takes no messages: the owner stops it through shared memory.
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../core/errors.ts';
import type { GpuState, Meter } from '../core/source.ts';
import type { Anchor } from '../db/samples.ts';
import { closeMeters, openMeters } from '../native/meters.ts';
import { monotonicNs, unixMs } from './clock.ts';
import { FIELDS, flagNumber, type SamplerMessage, type SamplerStart } from './sampler-protocol.ts';

/** At most this much is lost when the process is killed, together with the owner's own write. */
const BATCH_S = 0.25;
const STATE_S = 1;
const ANCHOR_S = 5;

const { env, sample_hz, control } = workerData as SamplerStart;
const stop = new Int32Array(control);
const post = (message: SamplerMessage, transfer: ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, transfer);

let meters: readonly Meter[] = [];
try {
  const opened = openMeters(env);
  meters = opened.meters;
  post({
    kind: 'ready',
    sources: meters.flatMap((meter) => meter.sources),
    reports: opened.reports,
    gpus: opened.gpus,
  });
  sampleUntilStopped();
} catch (error) {
  post({ kind: 'failed', message: messageOf(error) });
} finally {
  closeMeters(meters);
}

function sampleUntilStopped(): void {
  const period_ns = 1e9 / sample_hz;
  const columns = meters.reduce((count, meter) => count + meter.sources.length, 0);
  const buffer = new Float64Array(Math.ceil(BATCH_S * sample_hz + 2) * columns * FIELDS);
  let used = 0;
  let missed_ticks = 0;
  let states: (GpuState & { t_ns: number })[] = [];
  let anchors: Anchor[] = [{ t_ns: monotonicNs(), unix_ms: unixMs(), boot_ms: null }];
  const begin_ns = monotonicNs();
  let [next_batch_ns, next_state_ns, next_anchor_ns] = [begin_ns, begin_ns, begin_ns + ANCHOR_S * 1e9];

  for (let tick = 0; Atomics.load(stop, 0) === 0; tick++) {
    const deadline_ns = begin_ns + tick * period_ns;
    const wait_ms = (deadline_ns - monotonicNs()) / 1e6;
    if (wait_ms > 0) Atomics.wait(stop, 0, 0, wait_ms);

    let source = 0;
    for (const meter of meters) {
      const readings = meter.read();
      const t_ns = monotonicNs();
      for (const { power_w, energy_j, flag } of readings) {
        source++;
        buffer.set([source, t_ns, power_w ?? Number.NaN, energy_j ?? Number.NaN, flagNumber(flag)], used);
        used += FIELDS;
      }
    }
    const now_ns = monotonicNs();
    if (now_ns >= next_state_ns) {
      for (const meter of meters)
        for (const state of meter.readState()) states.push({ ...state, t_ns: monotonicNs() });
      next_state_ns = now_ns + STATE_S * 1e9;
    }
    if (now_ns >= next_anchor_ns) {
      anchors.push({ t_ns: monotonicNs(), unix_ms: unixMs(), boot_ms: null });
      next_anchor_ns = now_ns + ANCHOR_S * 1e9;
    }
    if (now_ns >= next_batch_ns || used + columns * FIELDS > buffer.length) {
      flush(now_ns);
      next_batch_ns = now_ns + BATCH_S * 1e9;
    }
    // A tick that is late by whole periods is skipped and counted, so that readings never bunch up behind a slow driver.
    const behind = Math.floor((monotonicNs() - deadline_ns) / period_ns);
    if (behind > 0) {
      missed_ticks += behind;
      tick += behind;
    }
  }
  flush(monotonicNs());

  function flush(t_until_ns: number): void {
    const packed = buffer.slice(0, used);
    post({ kind: 'batch', packed, states, processes: [], anchors, t_until_ns, missed_ticks }, [
      packed.buffer,
    ]);
    [used, missed_ticks, states, anchors] = [0, 0, [], []];
  }
}

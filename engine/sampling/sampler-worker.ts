// The sampler's thread: opens the meters and reads them until stopped. It blocks between deadlines and receives no
// messages, so its owner signals it through shared memory.
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../../core/errors.ts';
import type { Meter } from '../../core/source.ts';
import { openCollector } from '../../native/collector/library.ts';
import { closeMeters, openMeters } from '../../native/meters.ts';
import { sharpenTimers } from '../../native/system/timer-slack.ts';
import { sampleUntilStopped } from './loop.ts';
import { rateOf } from './reader.ts';
import { ringMemory, SampleRing } from './ring.ts';
import type { SamplerMessage, SamplerStart } from './sampler-protocol.ts';

/** Time an owner may be busy before rows are dropped, s, even if every reading differs from the last. */
const RING_S = 20;
/** Size of the collector's tape: longer than it ever sleeps, with room for a reading of many devices. */
const [TAPE_S, RECORD_ROOM, LEAST_TAPE_BYTES] = [1, 1024, 2 ** 16];
/** Room for marks and heartbeats at low rates. */
const LEAST_ROWS = 4096;

const { env, rates, control, batch_s, collector_path } = workerData as SamplerStart;
const post = (message: SamplerMessage): void => parentPort?.postMessage(message);

let meters: readonly Meter[] = [];
try {
  const opened = openMeters(env);
  meters = opened.meters;
  const rows_per_s = meters.reduce((sum, meter) => sum + meter.sources.length * rateOf(meter, rates), 0);
  const calls_per_s = meters.reduce((sum, meter) => sum + rateOf(meter, rates), 0);
  const collector = openCollector(
    collector_path,
    LEAST_TAPE_BYTES + Math.ceil(TAPE_S * calls_per_s * RECORD_ROOM),
  );
  const memory = ringMemory(Math.max(LEAST_ROWS, Math.ceil(RING_S * rows_per_s)));
  post({
    kind: 'ready',
    sources: meters.flatMap((meter) => meter.sources),
    reports: opened.reports,
    gpus: opened.gpus,
    ring: memory,
  });
  sharpenTimers();
  sampleUntilStopped({
    meters,
    rates,
    ring: new SampleRing(memory),
    control: new Int32Array(control),
    proc_root: env.proc_root,
    collector,
    batch_s,
    onNews: (news, tells_answered) => post({ kind: 'news', tells_answered, ...news }),
  });
} catch (error) {
  post({
    kind: 'failed',
    message: messageOf(error),
    stack: error instanceof Error ? (error.stack ?? null) : null,
  });
} finally {
  closeMeters(meters);
}

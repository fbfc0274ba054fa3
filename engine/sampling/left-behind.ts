// Sampler threads stuck in a driver call that never returns. Nothing can end such a thread, and node waits for every
// thread before it exits, so with one left behind the process has to be ended by the system.
import type { Worker } from 'node:worker_threads';
import { endProcessNow } from '../../native/system/end-process.ts';

const left_behind = new Set<Worker>();

/** Stops waiting for this thread, even at the end of the process. */
export function leaveBehind(worker: Worker): void {
  if (left_behind.size === 0) process.on('exit', endWithoutThem);
  left_behind.add(worker);
  worker.removeAllListeners('message');
  worker.unref();
  worker.once('exit', () => {
    left_behind.delete(worker);
    if (left_behind.size === 0) process.off('exit', endWithoutThem);
  });
}

function endWithoutThem(code: number): void {
  endProcessNow(code);
}

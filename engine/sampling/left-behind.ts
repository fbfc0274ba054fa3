// Threads of the sampler that a driver call never gave back. Nothing can end such a thread, and node waits for every
// thread before it lets its process go: with one left behind, the process is ended by the system.
import type { Worker } from 'node:worker_threads';
import { endProcessNow } from '../../native/system/end-process.ts';

const left_behind = new Set<Worker>();

/** From now on nobody waits for this thread, the end of the process included. */
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

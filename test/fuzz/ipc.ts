// Messages to the main process on every channel, valid shapes among them: its real handlers run in a thread with
// stand-ins for Electron's own parts, and the thread sees every file that is touched.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Attack } from '../crash/attack.ts';

export interface IpcTask {
  readonly seed: number;
  readonly count: number;
  readonly dir: string;
}

export const attack: Attack = async ({ seed, count }) => {
  const dir = mkdtempSync(join(tmpdir(), 'wattproof-ipc-'));
  const worker = new Worker(new URL('./ipc-thread.ts', import.meta.url), {
    workerData: { seed, count, dir } satisfies IpcTask,
    env: { ...process.env, WATTPROOF_DATA_DIR: join(dir, 'data') },
  });
  try {
    const lost = await new Promise<readonly string[]>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the thread ended with code ${code}`)));
    });
    return { injected: count, survived: count - lost.length, lost };
  } finally {
    await worker.terminate();
    rmSync(dir, { recursive: true, force: true });
  }
};

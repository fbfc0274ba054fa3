// The slack asked for is the one the kernel then shows for the thread.
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { sharpenTimers } from '../../../native/system/timer-slack.ts';

test.runIf(process.platform === 'linux')('the kernel shows the slack of the thread that asked', async () => {
  const door = new URL('../../../native/system/timer-slack.ts', import.meta.url);
  const worker = new Worker(
    `import { sharpenTimers } from '${door}';
     import { readdirSync, readFileSync } from 'node:fs';
     import { parentPort } from 'node:worker_threads';
     const asked = sharpenTimers();
     const shown = readdirSync('/proc/self/task').map((task) => readFileSync('/proc/' + task + '/timerslack_ns', 'latin1').trim());
     parentPort.postMessage({ asked, shown });`,
    { eval: true },
  );
  const { asked, shown } = await new Promise<{ asked: boolean; shown: string[] }>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  expect(asked).toBe(true);
  expect(shown).toContain('1000');
  // Only that thread: this one keeps what it had.
  expect(readFileSync('/proc/self/timerslack_ns', 'latin1').trim()).not.toBe('1000');
});

test('elsewhere nothing is asked', () => {
  expect(sharpenTimers('win32')).toBe(false);
});

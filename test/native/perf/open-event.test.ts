// The product's own system call, with a software event that every kernel has, and its refusals.
import { readSync } from 'node:fs';
import { constants } from 'node:os';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { openEvent } from '../../../native/perf/open-event.ts';

const PERF_TYPE_SOFTWARE = 1;
/** PERF_COUNT_SW_CPU_CLOCK: nanoseconds that the CPU was there. */
const CPU_CLOCK = 0n;
const { EACCES, EPERM, ENOSYS } = constants.errno;

function readCount(fd: number): bigint {
  const value = new BigUint64Array(1);
  expect(readSync(fd, value, 0, 8, null)).toBe(8);
  return value[0] as bigint;
}

test('a real event counts, and its descriptor is closed', (context) => {
  const event = openEvent(PERF_TYPE_SOFTWARE, CPU_CLOCK, 0);
  if ('errno' in event) {
    expect([EACCES, EPERM, ENOSYS]).toContain(event.errno);
    return context.skip(`perf events are not permitted here (error number ${event.errno})`);
  }
  const first = readCount(event.fd);
  let second = first;
  for (let tries = 0; second === first && tries < 10_000; tries++) second = readCount(event.fd);
  expect(second).toBeGreaterThan(first);
  event.close();
  expect(() => readSync(event.fd, new Uint8Array(8), 0, 8, null)).toThrow(/EBADF/);
});

test('a PMU that no kernel has is refused with an error number, not with an exception', () => {
  const event = openEvent(0x7fff_ffff, 0n, 0);
  expect(event).toHaveProperty('errno');
  // Never 0 and never a stale number: the call itself failed.
  expect(Object.values(constants.errno)).toContain((event as { errno: number }).errno);
});

test('a thread opens and closes it without a warning', async () => {
  const door = new URL('../../../native/perf/open-event.ts', import.meta.url).href;
  const code = `
    import { parentPort } from 'node:worker_threads';
    const warnings = [];
    process.on('warning', (warning) => warnings.push(warning.message));
    const { openEvent } = await import(${JSON.stringify(door)});
    const event = openEvent(${PERF_TYPE_SOFTWARE}, ${CPU_CLOCK}n, 0);
    if (!('errno' in event)) event.close();
    setImmediate(() => parentPort.postMessage(warnings));`;
  const url = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const warnings = await new Promise((resolve, reject) => {
    new Worker(url).once('message', resolve).once('error', reject);
  });
  expect(warnings).toEqual([]);
});

// The collector's library by itself: reads at the deadlines it was given, and comes back for what its caller must see to.
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CallTape, type RawCall } from '../../../native/collector/call-tape.ts';
import { type CollectedRecord, openCollector } from '../../../native/collector/library.ts';
import { openNvml } from '../../../native/nvml/index.ts';
import { fakeNvml } from '../../fixtures/nvml/build-fake-nvml.ts';

const LIBRARY = fileURLToPath(new URL('../../../dist/collector/libwattproof-collector.so', import.meta.url));
const TAPE_BYTES = 1 << 16;
const MS = 1e6;
const nowNs = (): number => Number(process.hrtime.bigint());
const calendarMs = (): number => Date.now() - nowNs() / 1e6;

let folder: string;
const open: number[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wattproof-collect-'));
});
afterEach(() => {
  for (const fd of open.splice(0)) closeSync(fd);
  rmSync(folder, { recursive: true });
});

function fileCall(text: string): RawCall {
  const path = join(folder, `file-${open.length}`);
  writeFileSync(path, text);
  const fd = openSync(path, 'r');
  open.push(fd);
  return { kind: 'read_at_start', fd, out: new Uint8Array(16) };
}

describe.runIf(process.platform === 'linux')('the collector', () => {
  const opened = (tape_bytes = TAPE_BYTES) => {
    const collector = openCollector(LIBRARY, tape_bytes);
    if (collector === null) throw new Error(`${LIBRARY} does not load: run native/collector/build.sh`);
    return collector;
  };
  const limits = (until_ns: number, more = {}) => ({
    until_ns,
    together_ns: 2e5,
    hangs_ns: 1e9,
    calendar_ms: calendarMs(),
    negligible_ms: 1000,
    ...more,
  });
  const signal = () => new Int32Array(new SharedArrayBuffer(4));

  test('reads two schedules at their own deadlines, k periods after the first, and answers what the file held', () => {
    const collector = opened();
    const [quick, slow] = [[fileCall('1234\n')], [fileCall('99\n'), fileCall('98\n')]];
    expect(collector.prepare([quick, slow])).toBe(true);
    const begin_ns = nowNs() + 5 * MS;
    const periods = [10 * MS, 35 * MS];
    const deadlines = periods.map((period_ns) => ({ next_ns: begin_ns, period_ns }));
    const records = [...collector.collect(deadlines, limits(begin_ns + 100 * MS), signal(), 0)];
    for (const [schedule, period_ns] of periods.entries()) {
      const starts = records.filter((one) => one.schedule === schedule).map(({ start_ns }) => start_ns);
      expect(starts.length).toBeGreaterThan(1);
      // A read may be late, even past the end when the thread was held up just before it, but is never early, and no
      // deadline is read twice.
      for (const [k, start_ns] of starts.entries())
        expect(start_ns).toBeGreaterThanOrEqual(begin_ns + k * period_ns - 2e5);
    }
    const at = (records.find(({ schedule }) => schedule === 0) as CollectedRecord).answers_at;
    const bytes = Number(collector.tape.getBigInt64(at, true));
    expect(new TextDecoder().decode(new Uint8Array(collector.tape.buffer, at + 8, bytes))).toBe('1234\n');
  });

  test('a descriptor that cannot be read answers the system error number, negative', () => {
    const collector = opened();
    collector.prepare([[{ kind: 'read_at_start', fd: 999_999, out: new Uint8Array(8) }]]);
    const next_ns = nowNs();
    const [record] = [...collector.collect([{ next_ns, period_ns: 1e9 }], limits(next_ns), signal(), 0)];
    expect(collector.tape.getBigInt64(record?.answers_at ?? 0, true)).toBe(-9n); // EBADF
  });

  test('asks a driver as its own binding does: the same values, field by field', async () => {
    const nvml = fakeNvml({ power_mw: 123_000 });
    try {
      const tape = new CallTape();
      let library = '';
      const opened_nvml = openNvml({
        library: nvml.library,
        door: (call, make) => tape.pass({ kind: 'ask_device', library, ...call }, make),
      });
      library = opened_nvml.library;
      const device = opened_nvml.devices[0];
      if (device === undefined) throw new Error('the stand-in has no GPU');
      const both = device.powerFields([
        { averaged: false, scope: 'gpu' },
        { averaged: true, scope: 'gpu' },
      ]);
      const read = () => [device.totalEnergyConsumption().value, ...both().map(({ value }) => value)];
      let live: unknown[] = [];
      const calls = tape.note(() => {
        live = read();
      });
      expect(calls.map((call) => call.kind === 'ask_device' && call.name)).toEqual([
        'nvmlDeviceGetTotalEnergyConsumption',
        'nvmlDeviceGetFieldValues',
      ]);
      const collector = opened();
      expect(collector.prepare([calls])).toBe(true);
      const next_ns = nowNs();
      const [record] = [...collector.collect([{ next_ns, period_ns: 1e9 }], limits(next_ns), signal(), 0)];
      nvml.set({ power_mw: 99_000 });
      await expect.poll(() => device.powerUsage().value).toBe(99);
      let played: unknown[] = [];
      const playback = tape.play(calls, collector.tape, record?.answers_at ?? 0, () => {
        played = read();
      });
      expect(playback).toBe('all');
      expect(played.slice(1)).toEqual(live.slice(1));
      expect(played[0] as number).toBeGreaterThanOrEqual(live[0] as number);
      opened_nvml.close();
    } finally {
      nvml.remove();
    }
  });

  test('a function that the library lacks, or a library that is not loaded, cannot be prepared', () => {
    const call = { kind: 'ask_device', device: 1n, count: null, out: new Uint8Array(8) } as const;
    expect(opened().prepare([[{ ...call, library: 'libc.so.6', name: 'no_such_function' }]])).toBe(false);
    expect(opened().prepare([[{ ...call, library: join(folder, 'none.so'), name: 'close' }]])).toBe(false);
  });

  test('comes back when the tape is full, with all that is on it', () => {
    const collector = opened(1000);
    collector.prepare([[fileCall('7\n')]]);
    const begin_ns = nowNs();
    const deadlines = [{ next_ns: begin_ns, period_ns: MS }];
    const records = [...collector.collect(deadlines, limits(begin_ns + 2000 * MS), signal(), 0)];
    expect(records).toHaveLength(Math.floor(1000 / (24 + 8 + 16)));
    expect(nowNs() - begin_ns).toBeLessThan(1900 * MS);
  });

  test('reads nothing and comes back at once when the signal has changed or the calendar has moved', () => {
    const collector = opened();
    collector.prepare([[fileCall('7\n')]]);
    const begin_ns = nowNs();
    const deadlines = [{ next_ns: begin_ns, period_ns: MS }];
    const late = limits(begin_ns + 5000 * MS);
    expect([...collector.collect(deadlines, late, signal(), 1)]).toEqual([]);
    const moved = { ...late, calendar_ms: calendarMs() - 3_600_000 };
    expect([...collector.collect(deadlines, moved, signal(), 0)]).toEqual([]);
    expect(nowNs() - begin_ns).toBeLessThan(4000 * MS);
  });

  test('is woken by another thread that changes the signal', async () => {
    const collector = opened();
    collector.prepare([[fileCall('7\n')]]);
    const cell = signal();
    const source = `
      import { workerData } from 'node:worker_threads';
      const { openWake } = await import(workerData.module);
      await new Promise((done) => setTimeout(done, 100));
      Atomics.add(workerData.cell, 0, 1);
      openWake(workerData.library)(workerData.cell);`;
    const module = new URL('../../../native/collector/library.ts', import.meta.url).href;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), {
      workerData: { module, cell, library: LIBRARY },
    });
    const begin_ns = nowNs();
    const far_ns = begin_ns + 20_000 * MS;
    expect([...collector.collect([{ next_ns: far_ns, period_ns: 1e9 }], limits(far_ns), cell, 0)]).toEqual(
      [],
    );
    expect(nowNs() - begin_ns).toBeLessThan(15_000 * MS);
    await new Promise((done) => worker.once('exit', done));
  });
});

test('without a library, or with a file that is none, there is no collector', () => {
  expect(openCollector(null, TAPE_BYTES)).toBeNull();
  expect(openCollector(join(folder, 'none.so'), TAPE_BYTES)).toBeNull();
  writeFileSync(join(folder, 'text.so'), 'no library');
  expect(openCollector(join(folder, 'text.so'), TAPE_BYTES)).toBeNull();
});

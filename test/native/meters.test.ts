// All meters together, as the sampler opens them: measured before modelled, every refusal kept, also in a thread.
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { Meter, SourceReport } from '../../core/source.ts';
import { readEnvironment } from '../../native/environment.ts';
import { closeMeters, type MeterDoors, openMeters } from '../../native/meters.ts';
import { deviceOf, makeEmi } from '../fixtures/emi/make-emi.ts';
import { type FakeNvml, fakeNvml } from '../fixtures/nvml/build-fake-nvml.ts';
import { type FakePowercap, makePowercap } from '../fixtures/powercap/make-powercap.ts';
import { type FakeProc, makeProc } from '../fixtures/proc/make-proc.ts';

const leftovers: (FakeNvml | FakePowercap | FakeProc)[] = [];
let meters: readonly Meter[] = [];
afterEach(() => {
  closeMeters(meters);
  meters = [];
  for (const leftover of leftovers.splice(0)) leftover.remove();
});
function keep<T extends FakeNvml | FakePowercap | FakeProc>(fixture: T): T {
  leftovers.push(fixture);
  return fixture;
}

const NOWHERE = '/nowhere/at/all';
/** A machine without anything, to which a test adds what it is about. */
const bare = () => ({
  ...readEnvironment({ HOME: NOWHERE }),
  nvml_library: `${NOWHERE}/libnvidia-ml.so.1`,
  powercap_root: NOWHERE,
  event_source_root: NOWHERE,
  proc_root: keep(makeProc()).root,
  dmi_root: NOWHERE,
  mark_root: NOWHERE,
});
function open(changes: Partial<ReturnType<typeof bare>> = {}, doors: MeterDoors = {}) {
  const opened = openMeters({ ...bare(), ...changes }, doors);
  meters = opened.meters;
  return { ...opened, ids: meters.flatMap(({ sources }) => sources.map(({ id }) => id)) };
}
const row = (reports: readonly SourceReport[], id: string) => reports.find((report) => report.id === id);

test('a machine without counters: two models, and two rows that say what is missing', () => {
  const { ids, reports, gpus } = open();
  expect(ids).toEqual(['model:cpu', 'model:ram']);
  expect(gpus).toEqual([]);
  expect(reports.map(({ id, available, kind }) => [id, available, kind])).toEqual([
    ['nvml', false, 'measured'],
    ['rapl', false, 'measured'],
    ['perf', false, 'measured'],
    ['model:cpu', true, 'modelled'],
    ['model:ram', true, 'modelled'],
  ]);
  expect(row(reports, 'nvml')?.reason).toContain('no NVIDIA driver library found');
  expect(row(reports, 'rapl')?.reason).toContain(`no RAPL zones in ${NOWHERE}`);
  expect(row(reports, 'perf')?.reason).toContain(`no power event source in ${NOWHERE}/power`);
});

test('a full machine: every counter, no model', () => {
  const { ids, reports } = open({
    nvml_library: keep(fakeNvml({ gpus: 2 })).library,
    powercap_root: keep(makePowercap()).root,
  });
  expect(ids).toEqual([
    'nvml:GPU-fake-0000',
    'nvml:GPU-fake-0000/average',
    'nvml:GPU-fake-0001',
    'nvml:GPU-fake-0001/average',
    'rapl:package-0',
    'rapl:package-0/core',
    'rapl:package-0/uncore',
    'rapl:package-0/dram',
  ]);
  expect(reports.map(({ id }) => id)).toEqual(ids);
  expect(reports.every(({ available }) => available)).toBe(true);
  const readings = meters.flatMap((meter) => meter.read());
  expect(readings).toHaveLength(ids.length);
  expect(readings.every(({ flag }) => flag === null)).toBe(true);
  const counters = ids.filter((id) => !id.endsWith('/average'));
  expect(readings.filter(({ energy_j }) => energy_j !== null)).toHaveLength(counters.length);
});

test('a package without a DRAM counter: only the memory is modelled', () => {
  const tree = keep(makePowercap([{ folder: 'intel-rapl:0', name: 'package-0', energy_uj: 1 }]));
  expect(open({ powercap_root: tree.root }).ids).toEqual(['rapl:package-0', 'model:ram']);
});

test('parts without their package do not replace its model', () => {
  const tree = keep(makePowercap([{ folder: 'intel-rapl:0', name: 'psys', energy_uj: 1 }]));
  expect(open({ powercap_root: tree.root }).ids).toEqual(['rapl:psys', 'model:cpu', 'model:ram']);
});

test('inside a virtual machine the reason says so', () => {
  const machine = keep(makeProc({ hypervisor: true }));
  const { reports } = open({ proc_root: machine.root });
  expect(row(reports, 'rapl')?.reason).toContain('virtual machine');
});

test('inside WSL the reason says so', () => {
  const machine = keep(makeProc({ version: 'Linux version 5.15.153.1-microsoft-standard-WSL2' }));
  expect(row(open({ proc_root: machine.root }).reports, 'rapl')?.reason).toContain('WSL');
});

test('inside a container the reason says so, with the way in', () => {
  const machine = keep(makeProc());
  machine.write('1/cgroup', '0::/kubepods/besteffort/pod1/abc\n');
  const rapl = row(open({ proc_root: machine.root }).reports, 'rapl');
  expect(rapl?.reason).toContain('inside a container (container (kubernetes))');
  expect(rapl?.fix).toContain('WATTPROOF_POWERCAP_ROOT');
});

test('a model says in its row that it is one, and how far off it may be', () => {
  const { reports } = open();
  expect(row(reports, 'model:cpu')?.reason).toMatch(/^a model, not a measurement \(error about 50 %\)/);
  expect(row(reports, 'model:ram')?.reason).toMatch(/^a model, not a measurement \(error about 50 %\)/);
});

test('a socket that cannot be read: no model beside the other one, but a part that totals name', () => {
  const tree = keep(
    makePowercap([
      { folder: 'intel-rapl:0', name: 'package-0', energy_uj: 1 },
      { folder: 'intel-rapl:1', name: 'package-1', energy_uj: 'broken' },
    ]),
  );
  const { ids, reports } = open({ powercap_root: tree.root });
  expect(ids).toEqual(['rapl:package-0', 'rapl:package-1', 'model:ram']);
  expect(row(reports, 'rapl:package-1')).toMatchObject({ available: false });
  expect(meters[0]?.read()[1]).toEqual({ power_w: null, energy_j: null, flag: 'read_failed' });
});

test('under Windows the energy meters are read, and nothing of Linux is looked for', () => {
  const emi = makeEmi([deviceOf([{ name: 'RAPL_Package0_PKG', energy_pwh: [277_777_778n] }])]);
  const { ids, reports } = open(
    { powercap_root: keep(makePowercap()).root },
    { platform: 'win32', emi: emi.system },
  );
  expect(ids).toEqual(['emi:package-0', 'model:ram']);
  expect(reports.map(({ id }) => id)).toEqual(['nvml', 'emi:package-0', 'model:ram']);
});

test('under Windows without energy meters the CPU is a model, and one row says why', () => {
  const { ids, reports } = open({}, { platform: 'win32', emi: makeEmi([]).system });
  expect(ids).toEqual(['model:cpu', 'model:ram']);
  expect(row(reports, 'emi')).toMatchObject({ available: false, domain: 'package' });
});

test('a meter that fails to close does not keep the others open', () => {
  let closed = 0;
  const meter = (close: () => void): Meter => ({
    sources: [],
    most_hz: 1,
    read: () => [],
    readState: () => [],
    readProcesses: () => [],
    close,
  });
  closeMeters([
    meter(() => {
      throw new Error('stuck');
    }),
    meter(() => {
      closed++;
    }),
  ]);
  expect(closed).toBe(1);
});

test('two threads and the main one read the same library at once', async () => {
  const env = { ...bare(), nvml_library: keep(fakeNvml()).library, powercap_root: keep(makePowercap()).root };
  const door = new URL('../../native/meters.ts', import.meta.url).href;
  const code = `
    import { parentPort, workerData } from 'node:worker_threads';
    const { openMeters, closeMeters } = await import(${JSON.stringify(door)});
    const { meters } = openMeters(workerData);
    const readings = Array.from({ length: 50 }, () => meters.flatMap((meter) => meter.read())).at(-1);
    closeMeters(meters);
    parentPort.postMessage(readings);`;
  const url = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const threads = [1, 2].map(
    () =>
      new Promise<{ power_w: number | null; energy_j: number | null }[]>((resolve, reject) => {
        new Worker(url, { workerData: env }).once('message', resolve).once('error', reject);
      }),
  );
  meters = openMeters(env).meters;
  for (const readings of await Promise.all(threads)) {
    expect(readings).toHaveLength(6);
    expect(readings[0]?.power_w).toBe(100);
    expect(readings[2]).toEqual({ power_w: null, energy_j: 5, flag: null });
  }
  expect(meters.flatMap((meter) => meter.read())[0]?.power_w).toBe(100);
});

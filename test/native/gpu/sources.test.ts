// The sources of a GPU, the number of driver calls to read them, and its processes.
import koffi from 'koffi';
import { afterEach, expect, test } from 'vitest';
import { openNvmlMeter } from '../../../native/gpu/nvml-meter.ts';
import { type FakeNvmlControls, fakeNvml } from '../../fixtures/nvml/build-fake-nvml.ts';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const one of undo.splice(0)) one();
});

function open(controls: FakeNvmlControls = {}, build = {}) {
  const fake = fakeNvml(controls, build);
  const { meter, reports } = openNvmlMeter(fake.library);
  undo.push(
    () => meter?.close(),
    () => fake.remove(),
  );
  if (meter === null) throw new Error('a meter was expected');
  const calls = koffi.load(fake.library).func('fakeCalls', 'int', []) as () => number;
  return { meter, reports, fake, calls };
}
const ids = ({ sources }: { sources: readonly { id: string }[] }) =>
  sources.map(({ id }) => id.replace('nvml:GPU-fake-0000', ''));
const good = (power_w: number) => ({ power_w, energy_j: null, flag: null });

test('module and memory are sources of their own domain where the card tells them', () => {
  const { meter } = open({
    arch: 9,
    name: 'NVIDIA GH200 480GB',
    power_mw: 400_000,
    module_mw: 620_000,
    memory_mw: 70_000,
  });
  expect(ids(meter)).toEqual(['', '/average', '/module', '/memory']);
  expect(meter.sources.map(({ domain, check_of }) => [domain, check_of])).toEqual([
    ['gpu', null],
    ['gpu', 'nvml:GPU-fake-0000'],
    ['module', null],
    ['gpu_memory', null],
  ]);
  expect(meter.sources.map(({ window_s, coverage }) => [window_s, coverage])).toEqual([
    [0.025, 0.25],
    [1, 1],
    [null, 0.25],
    [null, 0.25],
  ]);
  // Nobody has published how right these are.
  expect(meter.sources.map(({ accuracy_pct }) => accuracy_pct)).toEqual([15, 15, null, null]);
  expect(meter.read().slice(1)).toEqual([good(400), good(620), good(70)]);
});

test('a memory that is told by the average alone is one', () => {
  const { meter } = open({ memory_mw: 70_000, 'fail.field.186': 3 });
  expect(ids(meter)).toEqual(['', '/average', '/memory']);
  expect(meter.sources[2]).toMatchObject({ method: 'NVML power of the memory (average)', window_s: 1 });
  expect(meter.read().map(({ power_w }) => power_w)).toEqual([100, 100, 70]);
});

test.each([
  ['a driver that ignores scopes', { scopes_ignored: 1, wave_mw: 5000 }],
  ['a scope that answers 0', { module_mw: 0, memory_mw: 0 }],
  ['a card without scopes', {}],
])('%s gives no module and no memory', (_, controls) => {
  expect(ids(open(controls).meter)).toEqual(['', '/average']);
});

test('without field 185 there is no second witness', () => {
  expect(ids(open({ 'fail.field.185': 3 }).meter)).toEqual(['']);
});

test('counter and all powers in two driver calls', () => {
  const { meter, calls } = open({ module_mw: 150_000, memory_mw: 20_000 });
  expect(meter.sources).toHaveLength(4);
  meter.read();
  const before = calls();
  meter.read();
  expect(calls() - before).toBe(2);
});

test('a driver that takes one field at a time is read all the same', () => {
  const { meter } = open({ fields_at_once: 1 });
  expect(meter.read()[1]).toEqual(good(100));
  expect(meter.read()[0]).toMatchObject({ power_w: 100, flag: null });
});

test('rows are filled anew, not made anew', () => {
  const { meter, fake } = open();
  const [first] = meter.read();
  fake.set({ power_mw: 250_000 });
  const again = meter.read();
  expect(again[0]).toBe(first);
  expect(first?.power_w).toBe(250);
});

test('one source may fail while the others go on', () => {
  const { meter, fake } = open();
  fake.set({ 'fail.field.185': 21 });
  expect(meter.read()).toEqual([
    { power_w: 100, energy_j: expect.any(Number), flag: null },
    { power_w: null, energy_j: null, flag: 'read_failed' },
  ]);
});

test('an A100 has no field 185: its general value is a short window, a quarter of the time', () => {
  const { meter, reports } = open({
    arch: 7,
    name: 'NVIDIA A100-SXM4-40GB',
    'fail.field.185': 3,
    'fail.field.186': 3,
  });
  expect(meter.sources).toMatchObject([{ window_s: 0.025, coverage: 0.25, update_period_s: 0.1 }]);
  expect(reports[0]?.reason).toContain('a quarter of the time');
});

test('a 1 s average without a counter has seen all of its second, also on an H100', () => {
  const { meter } = open({
    arch: 9,
    name: 'NVIDIA H100 PCIe',
    'fail.nvmlDeviceGetTotalEnergyConsumption': 3,
    'fail.field.186': 3,
  });
  expect(meter.sources[0]).toMatchObject({ method: 'NVML power (average)', window_s: 1, coverage: 1 });
});

test('a split card says that its power is that of all its instances', () => {
  const { meter, reports } = open({ arch: 9, name: 'NVIDIA H100 PCIe', mig: 1, processes: 1 });
  expect(reports[0]?.reason).toMatch(
    /a quarter of the time.*; MIG is on: power and energy are for the whole card/,
  );
  expect(reports[1]?.reason).toBeNull();
  expect(meter.readState()[0]).toMatchObject({ util_pct: null, temp_c: 55 });
  expect(meter.readProcesses()).toMatchObject([{ pid: 1000, util_pct: null }]);
  expect(open({ mig: 0 }).reports[0]?.reason).toBeNull();
});

test('processes: name, memory and share; those that did nothing have 0', () => {
  const { meter } = open({
    gpus: 2,
    'processes.0': 3,
    'processes.1': 0,
    processes: 3,
    'process_name.1': '/opt/train',
    'process_memory_b.1': -1,
    'process_sm_pct.0': 75,
  });
  const device = 'Fake GPU 4090 #1';
  expect(meter.readProcesses()).toEqual([
    { device, pid: 1000, name: '/usr/bin/python3', memory_b: 1_000_000, util_pct: 75 },
    { device, pid: 1001, name: '/opt/train', memory_b: null, util_pct: 0 },
    { device, pid: 1002, name: '/usr/bin/python3', memory_b: 1_000_000, util_pct: 0 },
  ]);
});

test('shares that the driver does not tell are null, also when nothing new was counted', () => {
  const { meter } = open({ processes: 1 }, { without: ['nvmlDeviceGetProcessUtilization'] });
  expect(meter.readProcesses()).toMatchObject([{ pid: 1000, util_pct: null }]);
  expect(open({ processes: 1 }).meter.readProcesses()).toMatchObject([{ pid: 1000, util_pct: null }]);
});

test('processes of a card that is lost, or whose driver does not list them, are none', () => {
  const { meter, fake } = open({ processes: 2, 'process_sm_pct.0': 5 });
  expect(meter.readProcesses()).toHaveLength(2);
  fake.set({ processes: 2, lost: 1 });
  expect(meter.readProcesses()).toEqual([]);
  expect(
    open({ processes: 2, 'fail.nvmlDeviceGetComputeRunningProcesses_v3': 3 }).meter.readProcesses(),
  ).toEqual([]);
});

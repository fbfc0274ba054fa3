// GPUs as the sampler meets them: their sources, missing values with their reason, nothing thrown.
import { afterEach, expect, test } from 'vitest';
import { type OpenedNvml, openNvmlMeter } from '../../../native/gpu/nvml-meter.ts';
import { type FakeNvml, type FakeNvmlControls, fakeNvml } from '../../fixtures/nvml/build-fake-nvml.ts';

let fake: FakeNvml | undefined;
let opened: OpenedNvml | undefined;
afterEach(() => {
  opened?.meter?.close();
  fake?.remove();
  [opened, fake] = [undefined, undefined];
});

function open(controls: FakeNvmlControls = {}, build = {}) {
  fake = fakeNvml(controls, build);
  opened = openNvmlMeter(fake.library);
  const { meter } = opened;
  if (meter === null) throw new Error('a meter was expected');
  return { ...opened, meter, fake };
}
const SUPPRESSED = { 'fail.nvmlDeviceGetTotalEnergyConsumption': 3 };

const good = { power_w: 100, energy_j: null, flag: null };
const counted = { ...good, energy_j: expect.any(Number) };

test('the counter with the power beside it, and the 1 s average as its second witness', () => {
  const { meter, reports, gpus } = open({ name: 'NVIDIA GeForce RTX 4090' });
  const main = {
    id: 'nvml:GPU-fake-0000',
    device: 'NVIDIA GeForce RTX 4090',
    domain: 'gpu',
    kind: 'measured',
    method: 'NVML total energy counter',
    reference: expect.stringContaining('arXiv 2312.02741'),
    update_period_s: 0.1,
    window_s: 0.1,
    coverage: 1,
    // 4.3 % of the 4090 that was compared, and 3.8 % from card to card.
    accuracy_pct: 9,
    counter_range_j: null,
    counter_unit_j: 0.001,
    check_of: null,
    is_constant: false,
    calibration: null,
  };
  const average = {
    ...main,
    id: 'nvml:GPU-fake-0000/average',
    method: 'NVML power (average)',
    window_s: 1,
    counter_unit_j: null,
    check_of: 'nvml:GPU-fake-0000',
  };
  expect(meter.sources).toEqual([main, average]);
  expect(meter.read()).toEqual([counted, good]);
  expect(reports).toEqual(
    [main, average].map((row) => ({ ...row, available: true, reason: null, fix: null })),
  );
  expect(gpus).toEqual([
    {
      name: 'NVIDIA GeForce RTX 4090',
      uuid: 'GPU-fake-0000',
      driver: '570.00.fake',
      memory_b: 8589934592,
      power_limit_w: 250,
    },
  ]);
});

test.each([
  ['the instantaneous field, where the card has it', { arch: 8 }, 'NVML power (instant)', 0.1],
  [
    'a 1 s average on Ampere and newer without it',
    { arch: 8, 'fail.field.186': 3 },
    'NVML power (average)',
    1,
  ],
  [
    'the instantaneous general value of an older card',
    { arch: 6, 'fail.field.186': 3 },
    'NVML power (instant)',
    0.1,
  ],
])('without a counter the method is %s', (_, controls, method, window_s) => {
  const { meter } = open({ ...SUPPRESSED, ...controls });
  expect(meter.sources[0]).toMatchObject({ method, window_s, counter_unit_j: null });
  expect(meter.read()[0]).toEqual(good);
});

test('an old driver is read by its general power value', () => {
  const { meter } = open({}, { old: true });
  expect(meter.sources[0]).toMatchObject({ method: 'NVML power (instant)', update_period_s: null });
  expect(meter.read()).toEqual([good]);
});

test('a zero power is missing and the counter goes on', () => {
  const { meter, fake } = open();
  meter.read();
  fake.set({ zero: 1 });
  const zero = { power_w: null, energy_j: null, flag: 'zero_reading' };
  expect(meter.read()).toEqual([{ ...zero, energy_j: expect.any(Number) }, zero]);
  fake.set({});
  expect(meter.read()).toEqual([counted, good]);
});

test('a GPU lost in mid-run is lost from then on, the other one is read on', () => {
  const { meter, fake } = open({ gpus: 2 });
  meter.read();
  fake.set({ gpus: 2, 'lost.0': 1 });
  const lost = { power_w: null, energy_j: null, flag: 'device_lost' };
  expect(meter.read()).toEqual([lost, lost, counted, good]);
  fake.set({ gpus: 2 });
  expect(meter.read()).toEqual([lost, lost, counted, good]);
  expect(meter.readState()[0]).toMatchObject({ temp_c: null, util_pct: null });
  expect(meter.readState()[1]).toMatchObject({ temp_c: 55 });
});

test('lost after so many calls: every reading after it is flagged', () => {
  const { meter } = open({ lost_after: 60 });
  const flags = Array.from({ length: 60 }, () => meter.read()[0]?.flag);
  expect(flags[0]).toBeNull();
  expect(flags.at(-1)).toBe('device_lost');
  expect(flags.slice(flags.indexOf('device_lost')).every((flag) => flag === 'device_lost')).toBe(true);
});

test.each([
  [4, 'no_permission'],
  [3, 'not_supported'],
  [21, 'read_failed'],
  [999, 'read_failed'],
])('code %i in mid-run is the flag %s', (code, flag) => {
  const { meter, fake } = open();
  meter.read();
  fake.set({ 'fail.nvmlDeviceGetTotalEnergyConsumption': code });
  expect(meter.read()[0]).toEqual({ power_w: 100, energy_j: null, flag });
});

test('a counter that starts again is passed on as it is', () => {
  const { meter, fake } = open();
  const before = meter.read()[0]?.energy_j ?? 0;
  fake.set({ reset: 1 });
  meter.read();
  const after = meter.read()[0]?.energy_j;
  // Just after the reset the counter may still stand at 0, which is no reading.
  if (after !== null) expect(after).toBeLessThan(before);
});

test('the counter integrates the power of the stand-in, in joules and in watts alike', async () => {
  const { meter } = open({ power_mw: 1e8 });
  const begin_ns = process.hrtime.bigint();
  const first = meter.read()[0]?.energy_j ?? 0;
  const begun_ns = process.hrtime.bigint();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const end_ns = process.hrtime.bigint();
  const last = meter.read()[0]?.energy_j ?? 0;
  const ended_ns = process.hrtime.bigint();
  // The two readings happened somewhere between the stamps around them, so the energy lies between these two.
  expect(last - first).toBeGreaterThanOrEqual((1e5 * Number(end_ns - begun_ns)) / 1e9 - 0.001);
  expect(last - first).toBeLessThanOrEqual((1e5 * Number(ended_ns - begin_ns)) / 1e9 + 0.001);
});

test('two cards of one name can be told apart', () => {
  const { meter } = open({ gpus: 3, 'name.2': 'Another card' });
  const names = ['Fake GPU 4090 #1', 'Fake GPU 4090 #2', 'Another card'];
  expect(meter.sources.map(({ device }) => device)).toEqual(names.flatMap((name) => [name, name]));
  expect(meter.readState().map(({ device }) => device)).toEqual(names);
});

test('the state beside the power', () => {
  const { meter } = open({
    temp_c: 70,
    clock_sm_mhz: 2000,
    clock_mem_mhz: 9000,
    util_pct: 50,
    memory_used_b: 42,
    reasons: 32,
    limit_mw: 123_000,
    pstate: 3,
  });
  expect(meter.readState()).toEqual([
    {
      device: 'Fake GPU 4090',
      temp_c: 70,
      clock_sm_mhz: 2000,
      clock_mem_mhz: 9000,
      util_pct: 50,
      memory_used_b: 42,
      throttle_reasons: 32,
      power_limit_w: 123,
      performance_state: 3,
    },
  ]);
});

test('a card that reports neither power nor energy is reported, not read', () => {
  fake = fakeNvml({ ...SUPPRESSED, 'fail.nvmlDeviceGetPowerUsage': 3, 'fail.field.186': 3 });
  opened = openNvmlMeter(fake.library);
  expect(opened.meter).toBeNull();
  expect(opened.reports[0]).toMatchObject({
    available: false,
    reason: 'this card reports neither power nor energy',
  });
});

test.each([
  ['no library', '/nowhere/libnvidia-ml.so.1', 'no NVIDIA driver library found', 'WATTPROOF_NVML_LIBRARY'],
  ['another library', 'libm.so.6', "is not NVIDIA's management library", 'WATTPROOF_NVML_LIBRARY'],
])('%s: one row that says why', (_, library, reason, fix) => {
  opened = openNvmlMeter(library);
  expect(opened).toMatchObject({ meter: null, gpus: [] });
  expect(opened.reports).toHaveLength(1);
  expect(opened.reports[0]).toMatchObject({ id: 'nvml', available: false, domain: 'gpu' });
  expect(opened.reports[0]?.reason).toContain(reason);
  expect(opened.reports[0]?.fix).toContain(fix);
});

test.each([
  [{ gpus: 0 }, 'shows no GPU'],
  [{ 'fail.nvmlInit_v2': 18 }, 'restart'],
  [{ 'fail.nvmlDeviceGetHandleByIndex_v2': 4 }, 'GPU 0: NO_PERMISSION'],
])('a driver with nothing to read: %o', (controls, reason) => {
  fake = fakeNvml(controls);
  opened = openNvmlMeter(fake.library);
  expect(opened.meter).toBeNull();
  expect(opened.reports[0]?.reason).toContain(reason);
});

test('a driver that does not tell the limit in force is asked for the one that was set', () => {
  const { meter, gpus } = open({ management_mw: 95_000 }, { without: ['nvmlDeviceGetEnforcedPowerLimit'] });
  expect(gpus[0]?.power_limit_w).toBe(95);
  expect(meter.readState()[0]?.power_limit_w).toBe(95);
});

test('a limit in force that fails for once is missing, not replaced by the one that was set', () => {
  const { meter } = open({ management_mw: 95_000, 'fail.nvmlDeviceGetEnforcedPowerLimit': 999 });
  expect(meter.readState()[0]?.power_limit_w).toBeNull();
});

// Fields 185 and 186: what each averages, the parts of a board, and several in one call.
import type { NvmlPowerField } from 'node-nvml';
import { expect, test } from 'vitest';
import { callsOf, openFake, problem, value } from '../open-fake.ts';

const WAVE = { power_mw: 200_000, wave_mw: 80_000, wave_period_s: 0.7 };
const nowS = (): number => Number(process.hrtime.bigint()) / 1e9;

/** Mean of the wave over a window that ends at t, watts, by 2000 midpoints. */
function meanW(t_s: number, window_s: number): number {
  let sum = 0;
  for (let i = 0; i < 2000; i++) {
    const at_s = t_s - window_s + (window_s * (i + 0.5)) / 2000;
    sum += 200 + 80 * Math.sin((2 * Math.PI * at_s) / 0.7);
  }
  return sum / 2000;
}
/** The value lies between the means at the two stamps around it, as far as the wave can move between them. */
function expectMean(read: () => number | null, window_s: number, gain = 1): void {
  const begin_s = nowS();
  const got = read() ?? Number.NaN;
  const between_s = nowS() - begin_s;
  const steepest_w_per_s = (80 * 2 * Math.PI) / 0.7;
  expect(Math.abs(got - gain * meanW(begin_s, window_s))).toBeLessThan(
    gain * steepest_w_per_s * between_s + 0.002,
  );
}

test('the average is the mean of the last second, the instant value of a tenth of it', () => {
  const { device } = openFake(WAVE);
  for (let i = 0; i < 20; i++) {
    expectMean(() => device.powerAverage().value, 1);
    expectMean(() => device.powerInstant().value, 0.1);
  }
});

test('a sensor that reads too much reads all of it too much', () => {
  const { device } = openFake({ ...WAVE, gain: 1.05 });
  expectMean(() => device.powerInstant().value, 0.1, 1.05);
  expectMean(() => device.powerAverage().value, 1, 1.05);
});

test('the general value is the average on Ampere and newer, the instant one before', () => {
  const { device } = openFake({ ...WAVE, arch: 7 });
  expectMean(() => device.powerUsage().value, 1);
  const { device: older } = openFake({ ...WAVE, arch: 6 });
  expectMean(() => older.powerUsage().value, 0.1);
});

test('module and memory are read where the card has them', () => {
  const { device } = openFake({ power_mw: 300_000, module_mw: 450_000, memory_mw: 60_000 });
  expect(device.powerField({ averaged: false, scope: 'gpu' })()).toEqual(value(300));
  expect(device.powerField({ averaged: false, scope: 'module' })()).toEqual(value(450));
  expect(device.powerField({ averaged: true, scope: 'memory' })()).toEqual(value(60));
});

test('a scope that is refused or answers 0 is absent', () => {
  const { device } = openFake({ memory_mw: 0 });
  expect(device.powerField({ averaged: false, scope: 'module' })()).toEqual(problem('not_supported'));
  expect(device.powerField({ averaged: false, scope: 'memory' })()).toEqual(problem('zero_reading'));
});

const ALL: NvmlPowerField[] = [
  { averaged: false, scope: 'gpu' },
  { averaged: true, scope: 'gpu' },
  { averaged: false, scope: 'module' },
  { averaged: true, scope: 'memory' },
];

test('four fields in one call, each with its own answer', () => {
  const { device, fake } = openFake({ power_mw: 300_000, module_mw: 450_000, garbage: 1 });
  const read = device.powerFields(ALL);
  read();
  const before = callsOf(fake);
  expect(read()).toEqual([value(300), value(300), value(450), problem('not_supported')]);
  expect(callsOf(fake) - before).toBe(1);
  fake.set({ power_mw: 300_000, module_mw: 450_000, 'fail.field.185': 21 });
  expect(read()).toEqual([value(300), problem('no_data'), value(450), problem('no_data')]);
});

test('a driver that takes one field at a time is asked one at a time', () => {
  const { device } = openFake({ power_mw: 300_000, module_mw: 450_000, fields_at_once: 1 });
  const read = device.powerFields(ALL);
  for (let i = 0; i < 3; i++) {
    expect(read()).toEqual([value(300), value(300), value(450), problem('not_supported')]);
  }
});

test('a call that fails in mid-run is missing for all its fields and asked again', () => {
  const { device, fake } = openFake({ power_mw: 300_000 });
  const read = device.powerFields(ALL.slice(0, 2));
  expect(read()).toEqual([value(300), value(300)]);
  fake.set({ 'fail.nvmlDeviceGetFieldValues': 999 });
  expect(read()).toEqual([problem('failed'), problem('failed')]);
  fake.set({ power_mw: 200_000 });
  expect(read()).toEqual([value(200), value(200)]);
});

test('a field that says the GPU is lost loses it for every metric', () => {
  const { device, nvml } = openFake({ gpus: 2, 'fail.field.186.0': 15 });
  const read = device.powerFields(ALL.slice(0, 2));
  expect(read()[0]).toEqual(problem('device_lost'));
  expect(device.temperature()).toEqual(problem('device_lost'));
  expect(read()).toEqual([problem('device_lost'), problem('device_lost')]);
  expect(nvml.devices[1]?.powerFields(ALL.slice(0, 2))()).toEqual([value(100), value(100)]);
});

test('nothing to ask is nothing answered', () => {
  const { device } = openFake();
  expect(device.powerFields([])()).toEqual([]);
});

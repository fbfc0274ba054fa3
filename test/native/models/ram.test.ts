// The memory model against the published values of CodeCarbon v3.
import { afterEach, expect, test } from 'vitest';
import { openRamModel } from '../../../native/models/ram-meter.ts';
import { dimmCount, installedGb, ramPowerW } from '../../../native/models/ram-power.ts';
import { type FakeProc, makeProc } from '../../fixtures/proc/make-proc.ts';

let proc: FakeProc | undefined;
afterEach(() => proc?.remove());

test.each([
  [8, 10],
  [16, 10],
  [32, 20],
  [64, 20],
  [128, 38],
  [192, 54],
  [256, 38],
  [384, 54],
  [512, 38],
  [1024, 38],
  [2048, 70],
  [4096, 126],
])('%d GB draw %d W', (total_gb, power_w) => {
  expect(ramPowerW(total_gb)).toBeCloseTo(power_w, 9);
});

test('ARM modules draw less, with a lower floor', () => {
  expect(ramPowerW(8, 'arm')).toBe(3);
  expect(ramPowerW(128, 'arm')).toBeCloseTo(1.5 * (4 + 4 * 0.9), 12);
});

test('the number of modules', () => {
  expect([1, 2, 4, 16, 17, 64, 100, 128, 192, 256, 1e6].map(dimmCount)).toEqual([
    1, 1, 2, 2, 4, 4, 8, 8, 12, 8, 32,
  ]);
});

test.each([
  [1.9, 2],
  [7.6, 8],
  [15.5, 16],
  [23.5, 24],
  [31.1, 32],
  [94.1, 96],
  [188, 192],
  [251.5, 256],
  [503.6, 512],
  [1007, 1024],
])('%d GiB shown are %d installed', (shown_gb, installed_gb) => {
  expect(installedGb(shown_gb * 2 ** 30)).toBe(installed_gb);
});

test('a size of nothing is a fault of the caller', () => {
  expect(() => installedGb(0)).toThrow(RangeError);
});

test('the meter says a constant and names it so', () => {
  proc = makeProc({ memory_kb: 32_594_824 });
  const meter = openRamModel(proc.root, 'x64');
  expect(meter.sources[0]).toMatchObject({
    id: 'model:ram',
    device: '32 GB memory',
    domain: 'dram',
    kind: 'modelled',
    accuracy_pct: 50,
  });
  expect(meter.sources[0]?.method).toMatch(/^constant: 20 W for 4 assumed modules/);
  expect(meter.read()).toEqual([{ power_w: 20, energy_j: null, flag: null }]);
  expect(meter.read()).toEqual(meter.read());
});

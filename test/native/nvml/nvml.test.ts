// The package's door against a stand-in library that really is loaded and called: opening, closing, what each code means.
import koffi from 'koffi';
import { NvmlError, openNvml } from 'node-nvml';
import { afterEach, expect, test } from 'vitest';
import { type FakeNvml, fakeNvml } from '../../fixtures/nvml/build-fake-nvml.ts';
import { openFake as open, problem, value } from './open-fake.ts';

let fake: FakeNvml | undefined;
afterEach(() => {
  fake?.remove();
  fake = undefined;
});
const refusal = (options: { library: string }): NvmlError => {
  try {
    openNvml(options).close();
  } catch (error) {
    if (error instanceof NvmlError) return error;
    throw error;
  }
  throw new Error('it opened');
};

test('a device says what it is', () => {
  const { nvml, device } = open({ gpus: 2, name: 'NVIDIA GeForce RTX 4090', driver: '570.1', arch: 8 });
  expect(nvml).toMatchObject({ driver_version: '570.1', nvml_version: '12.570.00.fake', refused: [] });
  expect(nvml.devices.map(({ uuid }) => uuid)).toEqual(['GPU-fake-0000', 'GPU-fake-0001']);
  expect(device).toMatchObject({
    index: 0,
    name: 'NVIDIA GeForce RTX 4090',
    pci_bus_id: '00000000:01:00.0',
    architecture: 'Ada',
  });
});

test('every quantity in its unit', () => {
  const { device } = open({
    power_mw: 123_456,
    temp_c: 61,
    clock_graphics_mhz: 2535,
    clock_sm_mhz: 2520,
    clock_mem_mhz: 10501,
    clock_video_mhz: 2040,
    util_pct: 97,
    memory_util_pct: 41,
    memory_b: 25_757_220_864,
    memory_used_b: 4_500_000_000,
    memory_reserved_b: 500_000_000,
    limit_mw: 450_000,
    reasons: 4,
  });
  expect(device.powerUsage()).toEqual(value(123.456));
  expect(device.powerInstant()).toEqual(value(123.456));
  expect(device.powerAverage()).toEqual(value(123.456));
  expect(device.temperature()).toEqual(value(61));
  expect(device.clockInfo('graphics')).toEqual(value(2535));
  expect(device.clockInfo('sm')).toEqual(value(2520));
  expect(device.clockInfo('mem')).toEqual(value(10501));
  expect(device.clockInfo('video')).toEqual(value(2040));
  expect(device.utilizationRates()).toEqual(value({ gpu_pct: 97, memory_pct: 41 }));
  expect(device.memoryInfo()).toEqual({
    value: {
      total_b: 25_757_220_864,
      free_b: 20_757_220_864,
      used_b: 4_500_000_000,
      reserved_b: 500_000_000,
    },
    problem: null,
  });
  expect(device.enforcedPowerLimit()).toEqual(value(450));
  expect(device.currentClocksEventReasons()).toEqual(value(4));
});

test('a word that names no clock is the fault of the caller, who is told the words there are', () => {
  const { device } = open();
  const ask = () => device.clockInfo('memory' as 'mem');
  expect(ask).toThrow(new RangeError('expected a clock of graphics, sm, mem, video, got memory'));
});

test('the energy counter is past 32 bits, in joules, and grows', () => {
  const { device } = open({ energy_mj: 5e12, power_mw: 1e9 });
  const first = device.totalEnergyConsumption().value ?? 0;
  expect(first).toBeGreaterThanOrEqual(5e9);
  expect(device.totalEnergyConsumption().value).toBeGreaterThan(first);
});

test('rubbish in the unused half of a field value is not read', () => {
  expect(open({ garbage: 1, power_mw: 100_000 }).device.powerInstant()).toEqual(value(100));
});

test('0 mW and 0 mJ are no values', () => {
  const { device } = open({ zero: 1, energy_mj: 0, power_mw: 0 });
  expect(device.powerUsage()).toEqual(problem('zero_reading'));
  expect(device.powerInstant()).toEqual(problem('zero_reading'));
  expect(device.totalEnergyConsumption()).toEqual(problem('zero_reading'));
});

test('an older driver without the newer symbols: what it has is read, the rest is not supported', () => {
  const { device } = open({ temp_c: 50, reasons: 1 }, { old: true });
  expect(device.architecture).toBeNull();
  expect(device.powerUsage()).toEqual(value(100));
  expect(device.totalEnergyConsumption()).toEqual(problem('not_supported'));
  expect(device.powerInstant()).toEqual(problem('not_supported'));
  expect(device.temperature()).toEqual(value(50));
  expect(device.currentClocksEventReasons()).toEqual(value(1));
  expect(device.memoryInfo().value?.total_b).toBe(8 * 2 ** 30);
  expect(device.computeRunningProcesses()).toEqual(problem('not_supported'));
});

test.each([3, 13, 25, 26])('code %i at the first call: not supported, and not asked again', (code) => {
  const { device, fake } = open({ 'fail.nvmlDeviceGetPowerUsage': code });
  expect(device.powerUsage()).toEqual(problem('not_supported'));
  fake.set({});
  expect(device.powerUsage()).toEqual(problem('not_supported'));
});

test('no permission is told apart, and not asked again', () => {
  const { device, fake } = open({ 'fail.nvmlDeviceGetPowerUsage': 4 });
  expect(device.powerUsage()).toEqual(problem('no_permission'));
  fake.set({});
  expect(device.powerUsage()).toEqual(problem('no_permission'));
});

test('a metric that has answered survives two refusals and is given up at the third', () => {
  const { device, fake } = open();
  const refuse = () => fake.set({ 'fail.nvmlDeviceGetPowerUsage': 3 });
  expect(device.powerUsage()).toEqual(value(100));
  refuse();
  expect([device.powerUsage(), device.powerUsage()]).toEqual([
    problem('not_supported'),
    problem('not_supported'),
  ]);
  fake.set({});
  expect(device.powerUsage()).toEqual(value(100));
  refuse();
  for (let i = 0; i < 3; i++) device.powerUsage();
  fake.set({});
  expect(device.powerUsage()).toEqual(problem('not_supported'));
});

test.each([6, 21, 27, 10])('code %i skips a reading and the next one is tried', (code) => {
  const { device, fake } = open({ 'fail.nvmlDeviceGetPowerUsage': code });
  for (let i = 0; i < 5; i++) expect(device.powerUsage()).toEqual(problem('no_data'));
  fake.set({});
  expect(device.powerUsage()).toEqual(value(100));
});

test('a code nobody knows is a failure of that reading alone', () => {
  const { device, fake } = open({ 'fail.nvmlDeviceGetPowerUsage': 77 });
  expect(device.powerUsage()).toEqual(problem('failed'));
  fake.set({});
  expect(device.powerUsage()).toEqual(value(100));
});

test.each([15, 16])('code %i loses the device: nothing of it is asked again, the others go on', (code) => {
  const { nvml, device, fake } = open({ gpus: 2, 'fail.nvmlDeviceGetPowerUsage.0': code });
  expect(device.powerUsage()).toEqual(problem('device_lost'));
  fake.set({ gpus: 2 });
  expect(device.powerUsage()).toEqual(problem('device_lost'));
  expect(device.temperature()).toEqual(problem('device_lost'));
  expect(nvml.devices[1]?.powerUsage()).toEqual(value(100));
});

test('a field value refused inside a call that succeeded', () => {
  const { device } = open({ 'fail.field.186': 3 });
  expect(device.powerInstant()).toEqual(problem('not_supported'));
  expect(device.powerAverage()).toEqual(value(100));
});

test('a driver that forgot its users is initialised again, once', () => {
  const { device, fake } = open({ gpus: 1 });
  expect(device.powerUsage()).toEqual(value(100));
  forgetUsers(fake.library);
  expect(device.powerUsage()).toEqual(value(100));
  forgetUsers(fake.library);
  expect(device.powerUsage()).toEqual(problem('failed'));
});

test('closing gives the library back; asking afterwards does not open it again', () => {
  const { nvml, device } = open();
  nvml.close();
  nvml.close();
  expect(device.powerUsage()).toEqual(problem('failed'));
});

test('opening twice and closing once leaves the other open', () => {
  const { nvml, device, fake } = open();
  const second = openNvml({ library: fake.library });
  nvml.close();
  expect(second.devices[0]?.powerUsage()).toEqual(value(100));
  second.close();
  expect(device.powerUsage()).toEqual(problem('failed'));
});

test('a library that is not there', () => {
  const error = refusal({ library: '/nowhere/libnvidia-ml.so.1' });
  expect(error.code).toBe('LIBRARY_NOT_FOUND');
  expect(error.message).toContain('/nowhere/libnvidia-ml.so.1');
});

test.runIf(process.platform === 'linux')('a library that is something else', () => {
  const error = refusal({ library: 'libm.so.6' });
  expect(error.code).toBe('NOT_NVML');
  expect(error.message).toContain('nvmlInit_v2');
});

test.each([
  [9, 'DRIVER_NOT_LOADED', 'not loaded'],
  [18, 'LIB_RM_VERSION_MISMATCH', 'restart'],
  [999, 'UNKNOWN', 'UNKNOWN'],
])('a driver that does not start with code %i', (code, name, word) => {
  fake = fakeNvml({ 'fail.nvmlInit_v2': code });
  const error = refusal({ library: fake.library });
  expect(error.code).toBe(name);
  expect(error.message).toContain(word);
});

test('a device that the driver will not open is listed, the others are there', () => {
  const { nvml } = open({ gpus: 3, 'fail.nvmlDeviceGetHandleByIndex_v2.1': 4 });
  expect(nvml.devices.map(({ index }) => index)).toEqual([0, 2]);
  expect(nvml.refused).toEqual([{ index: 1, code: 'NO_PERMISSION' }]);
});

function forgetUsers(library: string): void {
  const forget = koffi.load(library).func('fakeForget', 'int', []);
  forget();
}

// A driver that lacks a symbol lacks that one metric and nothing else.
import type { NvmlDevice } from 'node-nvml';
import { expect, test } from 'vitest';
import { openFake, problem, value } from './open-fake.ts';

const METRICS = {
  nvmlDeviceGetPowerUsage: ['power'],
  nvmlDeviceGetTotalEnergyConsumption: ['totalEnergy'],
  nvmlDeviceGetFieldValues: ['powerInstant', 'powerAverage', 'memoryTemperature', 'throttleTimes'],
  nvmlDeviceGetClockInfo: ['clockSm', 'clockMemory'],
  nvmlDeviceGetUtilizationRates: ['utilisation'],
  nvmlDeviceGetPerformanceState: ['performanceState'],
  nvmlDeviceGetPersistenceMode: ['persistenceMode'],
  nvmlDeviceGetMigMode: ['migMode'],
} as const satisfies Record<string, readonly (keyof NvmlDevice)[]>;
const NAMES = [...new Set(Object.values(METRICS).flat())];
const CONTROLS = { memory_temp_c: 60, 'field.74': 1, mig: 0 };

const problems = (device: NvmlDevice) =>
  Object.fromEntries(NAMES.map((name) => [name, device[name]().problem]));

test.each(Object.entries(METRICS))('without %s: %o', (symbol, missing) => {
  const { device } = openFake(CONTROLS, { without: [symbol] });
  expect(problems(device)).toEqual(
    Object.fromEntries(
      NAMES.map((name) => [name, (missing as readonly string[]).includes(name) ? 'not_supported' : null]),
    ),
  );
});

test('without the calls that take a stamp', () => {
  const { device } = openFake({}, { without: ['nvmlDeviceGetSamples', 'nvmlDeviceGetProcessUtilization'] });
  expect(device.powerSamples(0)).toEqual(problem('not_supported'));
  expect(device.processUtilisation(0)).toEqual(problem('not_supported'));
});

test('without names: numbers and nulls in their place', () => {
  const { nvml, device } = openFake(
    { processes: 1 },
    {
      without: [
        'nvmlDeviceGetName',
        'nvmlDeviceGetUUID',
        'nvmlDeviceGetPciInfo_v3',
        'nvmlSystemGetProcessName',
        'nvmlSystemGetDriverVersion',
        'nvmlSystemGetCudaDriverVersion_v2',
      ],
    },
  );
  expect(device).toMatchObject({ name: 'NVIDIA GPU 0', uuid: null, pci_bus_id: null });
  expect(nvml).toMatchObject({ driver_version: null, cuda_driver_version: null });
  expect(nvml.processName(1000)).toBeNull();
  expect(nvml.find('0000:01:00.0')).toBeNull();
});

test('without the newer of two calls the older one is read', () => {
  const { device } = openFake(
    { temp_c: 44, reasons: 4, limit_mw: 90_000, management_mw: 95_000, driver_model: 0 },
    {
      without: [
        'nvmlDeviceGetTemperatureV',
        'nvmlDeviceGetCurrentClocksEventReasons',
        'nvmlDeviceGetEnforcedPowerLimit',
        'nvmlDeviceGetMemoryInfo_v2',
        'nvmlDeviceGetDriverModel_v2',
      ],
    },
  );
  expect(device.temperature()).toEqual(value(44));
  expect(device.eventReasons()).toEqual(value(['sw_power_cap']));
  expect(device.powerLimit()).toEqual(value(95));
  expect(device.memory().value?.total_b).toBe(8 * 2 ** 30);
  expect(device.driverModel()).toEqual(value('WDDM'));
});

// A driver that lacks a symbol lacks that one metric and nothing else.
import type { NvmlDevice } from 'node-nvml';
import { expect, test } from 'vitest';
import { openFake, problem, value } from './open-fake.ts';

const METRICS = {
  nvmlDeviceGetPowerUsage: ['powerUsage'],
  nvmlDeviceGetTotalEnergyConsumption: ['totalEnergyConsumption'],
  nvmlDeviceGetFieldValues: ['powerInstant', 'powerAverage', 'memoryTemp', 'throttleTimes'],
  nvmlDeviceGetUtilizationRates: ['utilizationRates'],
  nvmlDeviceGetEnforcedPowerLimit: ['enforcedPowerLimit'],
  nvmlDeviceGetPowerManagementLimit: ['powerManagementLimit'],
  nvmlDeviceGetPowerManagementDefaultLimit: ['powerManagementDefaultLimit'],
  nvmlDeviceGetPowerManagementLimitConstraints: ['powerManagementLimitConstraints'],
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

test('without the calls that take an argument', () => {
  const { device } = openFake(
    {},
    { without: ['nvmlDeviceGetSamples', 'nvmlDeviceGetProcessUtilization', 'nvmlDeviceGetClockInfo'] },
  );
  expect(device.clockInfo('sm')).toEqual(problem('not_supported'));
  expect(device.clockInfo('mem')).toEqual(problem('not_supported'));
  expect(device.totalPowerSamples(0)).toEqual(problem('not_supported'));
  expect(device.processUtilization(0)).toEqual(problem('not_supported'));
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
    { temp_c: 44, reasons: 4, memory_b: 8e9, memory_used_b: 2e9, memory_reserved_b: 1e9, driver_model: 0 },
    {
      without: [
        'nvmlDeviceGetTemperatureV',
        'nvmlDeviceGetCurrentClocksEventReasons',
        'nvmlDeviceGetMemoryInfo_v2',
        'nvmlDeviceGetDriverModel_v2',
      ],
    },
  );
  expect(device.temperature()).toEqual(value(44));
  expect(device.currentClocksEventReasons()).toEqual(value(4));
  expect(device.memoryInfo()).toEqual(value({ total_b: 8e9, free_b: 5e9, used_b: 3e9, reserved_b: null }));
  expect(device.driverModel()).toEqual(value('WDDM'));
});

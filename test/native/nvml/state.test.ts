// The rest that a device tells: limits, temperatures, modes, why its clocks are down and for how long.
import { eventReasonNames } from 'node-nvml';
import { expect, test } from 'vitest';
import { openFake, problem, value } from './open-fake.ts';

test('the limits: in force, set, as delivered, and the bounds', () => {
  const { device } = openFake({
    limit_mw: 200_000,
    management_mw: 220_000,
    default_mw: 300_000,
    min_mw: 100_000,
    max_mw: 350_000,
  });
  expect(device.enforcedPowerLimit()).toEqual(value(200));
  expect(device.powerManagementLimit()).toEqual(value(220));
  expect(device.powerManagementDefaultLimit()).toEqual(value(300));
  expect(device.powerManagementLimitConstraints()).toEqual(value({ min_w: 100, max_w: 350 }));
});

test('a laptop tells the enforced limit alone', () => {
  const { device } = openFake({
    limit_mw: 80_000,
    'fail.nvmlDeviceGetPowerManagementLimit': 3,
    'fail.nvmlDeviceGetPowerManagementDefaultLimit': 3,
    'fail.nvmlDeviceGetPowerManagementLimitConstraints': 3,
  });
  expect(device.enforcedPowerLimit()).toEqual(value(80));
  expect(device.powerManagementLimit()).toEqual(problem('not_supported'));
  expect(device.powerManagementDefaultLimit()).toEqual(problem('not_supported'));
  expect(device.powerManagementLimitConstraints()).toEqual(problem('not_supported'));
});

test('limits of 0 W are no limits; one bound may be missing', () => {
  const zero = openFake({ limit_mw: 0, management_mw: 0, default_mw: 0, min_mw: 0, max_mw: 0 }).device;
  for (const limit of [
    zero.enforcedPowerLimit,
    zero.powerManagementLimit,
    zero.powerManagementDefaultLimit,
    zero.powerManagementLimitConstraints,
  ])
    expect(limit()).toEqual(problem('zero_reading'));
  const { device } = openFake({ min_mw: 0, max_mw: 350_000 });
  expect(device.powerManagementLimitConstraints()).toEqual(value({ min_w: null, max_w: 350 }));
});

test('temperatures: of the chip also below zero, of the memory where it has a sensor', () => {
  const { device } = openFake({ temp_c: -5, memory_temp_c: 84 });
  expect(device.temperature()).toEqual(value(-5));
  expect(device.memoryTemp()).toEqual(value(84));
  expect(openFake({ memory_temp_c: 0 }).device.memoryTemp()).toEqual(problem('zero_reading'));
  expect(openFake().device.memoryTemp()).toEqual(problem('not_supported'));
});

test('modes', () => {
  const { device } = openFake({ pstate: 8, persistence: 0, mig: 1, driver_model: 1 });
  expect(device.performanceState()).toEqual(value(8));
  expect(device.persistenceMode()).toEqual(value(false));
  expect(device.migMode()).toEqual(value({ on: true, pending_on: true }));
  expect(device.driverModel()).toEqual(value('TCC'));
  expect(device.utilizationRates()).toEqual(problem('not_supported'));
  expect(device.powerUsage()).toEqual(value(100));
});

test('a card that cannot be split, a system that is not Windows, a state that is not known', () => {
  const { device } = openFake({ pstate: 32 });
  expect(device.migMode()).toEqual(problem('not_supported'));
  expect(device.driverModel()).toEqual(problem('not_supported'));
  expect(device.performanceState()).toEqual(problem('no_data'));
});

test.each([
  [0, []],
  [1, ['gpu_idle']],
  [0x4 | 0x20 | 0x100, ['sw_power_cap', 'sw_thermal_slowdown', 'display_clock_setting']],
  [
    0x2 | 0x8 | 0x10 | 0x40 | 0x80,
    [
      'applications_clocks_setting',
      'hw_slowdown',
      'sync_boost',
      'hw_thermal_slowdown',
      'hw_power_brake_slowdown',
    ],
  ],
  [0x200 + 2 ** 40, ['unknown_0x200', 'unknown_0x10000000000']],
])('event reasons of %i by name', (mask, names) => {
  expect(eventReasonNames(mask)).toEqual(names);
  const { device } = openFake({ reasons: mask });
  expect(device.currentClocksEventReasons()).toEqual(value(mask));
});

const NOTHING_COUNTED = {
  power_ns: null,
  thermal_ns: null,
  sync_boost_ns: null,
  board_limit_ns: null,
  low_utilisation_ns: null,
  reliability_ns: null,
  below_application_clocks_ns: null,
  below_base_clocks_ns: null,
  sw_thermal_ns: null,
  hw_thermal_ns: null,
  hw_power_brake_ns: null,
};

test('throttle times past 32 bits; what is not counted is null', () => {
  const { device } = openFake({ 'field.74': 123_456_789_012, 'field.76': 0, 'field.81': 7 });
  expect(device.throttleTimes()).toEqual(
    value({ ...NOTHING_COUNTED, power_ns: 123_456_789_012, sync_boost_ns: 0, below_base_clocks_ns: 7 }),
  );
  expect(openFake().device.throttleTimes()).toEqual(problem('not_supported'));
});

test.each([
  ['of drivers 570 and 580', { 'field.251': 1, 'field.252': 2, 'field.253': 3, 'field32.269': 1 }],
  ['of the CUDA 13 header', { 'field.269': 1, 'field.270': 2, 'field.271': 3, 'field32.251': 1 }],
])('the slowdown counters in the numbering %s; power smoothing is none', (_, controls) => {
  expect(openFake(controls).device.throttleTimes()).toEqual(
    value({ ...NOTHING_COUNTED, sw_thermal_ns: 1, hw_thermal_ns: 2, hw_power_brake_ns: 3 }),
  );
});

test('slowdown counters in both numberings are in neither', () => {
  const { device } = openFake({ 'field.74': 5, 'field.251': 1, 'field.269': 1 });
  expect(device.throttleTimes()).toEqual(value({ ...NOTHING_COUNTED, power_ns: 5 }));
});

test('the CUDA version that the driver serves', () => {
  expect(openFake({ cuda: 12040 }).nvml.cuda_driver_version).toBe('12.4');
  expect(openFake({ cuda: 13010 }).nvml.cuda_driver_version).toBe('13.1');
});

test('devices by UUID and by PCI address in any spelling', () => {
  const { nvml } = openFake({ gpus: 2, 'pci_bus.1': 0x65 });
  expect(nvml.find('GPU-fake-0001')?.index).toBe(1);
  for (const spelling of ['00000000:65:00.0', '0000:65:00.0', '65:00.0', '0:65:0']) {
    expect(nvml.find(spelling)?.index).toBe(1);
  }
  expect(nvml.find('0000:66:00.0')).toBeNull();
  expect(nvml.find('GPU-fake')).toBeNull();
});

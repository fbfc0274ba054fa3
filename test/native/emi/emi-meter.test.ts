// Windows' energy meters through the product's door: which channels become sources, what is refused and why.
import { expect, test } from 'vitest';
import { openEmi } from '../../../native/emi/emi-meter.ts';
import {
  deviceOf,
  type FakeChannel,
  type FakeDevice,
  makeEmi,
  u16,
  u32,
} from '../../fixtures/emi/make-emi.ts';

/** 1 J in picowatt-hours, rounded: 1 J = 1/3.6e6 kWh = 1e15/3.6e6 pWh. */
const J = 277_777_778n;
const channel = (name: string, ...energy_pwh: bigint[]): FakeChannel => ({ name, energy_pwh });
function open(...devices: FakeDevice[]) {
  const emi = makeEmi(devices);
  return { emi, ...openEmi({ system: emi.system, device: 'Imaginary CPU 9' }) };
}

test('a machine of Windows 11: each known channel a source in joules, single cores left out', () => {
  const { meter, reports, emi } = open(
    deviceOf([
      channel('RAPL_Package0_PKG', 5n * J, 7n * J),
      channel('RAPL_Package0_PP0', 3n * J),
      channel('RAPL_Package0_Core3_CORE', 2n * J),
      channel('RAPL_Package0_DRAM', J, 2n * J),
    ]),
  );
  expect(meter?.sources.map(({ id, domain }) => [id, domain])).toEqual([
    ['emi:package-0', 'package'],
    ['emi:package-0/core', 'core'],
    ['emi:package-0/dram', 'dram'],
  ]);
  expect(meter?.sources[0]).toMatchObject({
    device: 'Imaginary CPU 9',
    kind: 'measured',
    method: 'Windows EMI',
    counter_range_j: null,
  });
  expect(
    reports.every(({ available, reason }) => available && /not yet tested on hardware/.test(reason ?? '')),
  ).toBe(true);
  const energies = meter?.read().map(({ energy_j }) => energy_j);
  expect(energies?.[0]).toBeCloseTo(7, 6);
  expect(energies?.[1]).toBeCloseTo(3, 6);
  expect(energies?.[2]).toBeCloseTo(2, 6);
  meter?.close();
  expect(emi.count()).toBe(0);
  expect(meter?.read()[0]).toEqual({ power_w: null, energy_j: null, flag: 'read_failed' });
});

test('a memory channel that stands at 0 is no measurement: the processor has no such counter', () => {
  const { meter, reports } = open(
    deviceOf([channel('RAPL_Package0_PKG', J), channel('RAPL_Package0_DRAM', 0n)]),
  );
  expect(meter?.sources.map(({ id }) => id)).toEqual(['emi:package-0']);
  expect(reports[1]).toMatchObject({ id: 'emi:package-0/dram', available: false });
  expect(reports[1]?.reason).toContain('stays at 0');
  meter?.close();
});

test('two sockets in two devices, one call to each', () => {
  const { meter } = open(
    deviceOf([channel('RAPL_Package0_PKG', J)]),
    deviceOf([channel('RAPL_Package1_PKG', 2n * J)]),
  );
  expect(meter?.sources.map(({ id }) => id)).toEqual(['emi:package-0', 'emi:package-1']);
  expect(meter?.read()[1]?.energy_j).toBeCloseTo(2, 6);
  meter?.close();
});

test("AMD's socket channel is the package, with a wider error; RAPL goes before it", () => {
  const socket = channel('Current Socket Power', 4n * J);
  const alone = open(deviceOf([channel('VDDCR_SOC Power', J), socket]));
  expect(alone.meter?.sources).toMatchObject([{ id: 'emi:package-0', domain: 'package', accuracy_pct: 10 }]);
  expect(alone.meter?.read()[0]?.energy_j).toBeCloseTo(4, 6);
  alone.meter?.close();
  const both = open(deviceOf([socket, channel('RAPL_Package0_PKG', J)]));
  expect(both.meter?.read()[0]?.energy_j).toBeCloseTo(1, 6);
  expect(both.reports[1]?.reason).toContain('a second channel for the same part (Current Socket Power)');
  both.meter?.close();
});

test('a battery and a rail are no processor: one row that names them, and nothing stays open', () => {
  const { meter, reports, emi } = open(deviceOf([channel('BATTERY', J), channel('VDD_GPU', J)]));
  expect(meter).toBeNull();
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatchObject({ id: 'emi', domain: 'package', available: false });
  expect(reports[0]?.reason).toContain('no channel of the CPU package among BATTERY, VDD_GPU');
  expect(emi.count()).toBe(0);
});

test.each<[string, FakeDevice, RegExp]>([
  ['denied', { denied: 5 }, /Windows error 5/],
  ['not supported, as on some desktops', { version: -50 }, /does not answer \(error 50, not supported\)/],
  ['an answer cut short', { version: Buffer.from([2]) }, /version is cut short/],
  [
    'an absurd length',
    { version: Buffer.from(u16(2)), size: Buffer.from(u32(0xffffffff)) },
    /got 4294967295/,
  ],
  [
    'a description that ends early',
    { version: Buffer.from(u16(2)), size: Buffer.from(u32(492)), metadata: Buffer.alloc(60) },
    /cut short: 60 of 68/,
  ],
])('%s: a reason, no exception, and nothing stays open', (_, device, reason) => {
  const { meter, reports, emi } = open(device);
  expect(meter).toBeNull();
  expect(reports).toHaveLength(1);
  expect(reports[0]?.reason).toMatch(reason);
  expect(emi.count()).toBe(0);
});

test('a broken device does not keep a good one from being read', () => {
  const { meter } = open({ denied: 5 }, deviceOf([channel('RAPL_Package0_PKG', J)]));
  expect(meter?.sources).toHaveLength(1);
  meter?.close();
});

test('no meters, no libraries: said in one row', () => {
  expect(open().reports[0]?.reason).toContain('from Windows 11 on');
  const { meter, reports } = openEmi({
    system: () => {
      throw new Error('cfgmgr32.dll cannot be loaded');
    },
    device: 'x',
  });
  expect(meter).toBeNull();
  expect(reports[0]?.reason).toContain('cfgmgr32.dll cannot be loaded');
});

test.each<[string, () => Buffer | number, string]>([
  ['a failure', () => -31, 'read_failed'],
  ['a device that was taken out', () => -1617, 'device_lost'],
  ['a denial', () => -5, 'no_permission'],
  ['half an answer', () => Buffer.alloc(15, 1), 'read_failed'],
  ['a counter at 0', () => Buffer.alloc(16), 'zero_reading'],
])('%s in mid-run is missing, never 0, and the counter comes back', (_, fault, flag) => {
  const good = deviceOf([channel('RAPL_Package0_PKG', 5n * J)]);
  let broken = false;
  const { meter } = open({ ...good, measurement: () => (broken ? fault() : (good.measurement?.() ?? -1)) });
  expect(meter?.read()[0]?.energy_j).toBeCloseTo(5, 6);
  broken = true;
  expect(meter?.read()).toEqual([{ power_w: null, energy_j: null, flag }]);
  broken = false;
  expect(meter?.read()[0]).toMatchObject({ energy_j: expect.closeTo(5, 6), flag: null });
  meter?.close();
});

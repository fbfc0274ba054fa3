// The calls into Windows, against a library with the same functions that checks every argument it is given.
import koffi from 'koffi';
import { expect, test } from 'vitest';
import { openEmi } from '../../../native/emi/emi-meter.ts';
import { windowsEmiSystem } from '../../../native/emi/windows-system.ts';
import { buildFakeEmi } from '../../fixtures/emi/build-fake-emi.ts';

test('it lists, opens, asks and closes as the Windows headers declare it', () => {
  const library = buildFakeEmi();
  const system = windowsEmiSystem({ cfgmgr32: library, kernel32: library });
  const handles = koffi.load(library).func('int fake_open_handles()');
  expect(system.list()).toEqual(['\\\\?\\fake#one', '\\\\?\\fake#denied']);
  expect(() => system.open('\\\\?\\fake#denied')).toThrow('it cannot be opened (Windows error 5)');

  const { meter, reports } = openEmi({ system: () => system, device: 'Imaginary CPU 9' });
  expect(reports.map(({ id, available }) => [id, available])).toEqual([
    ['emi:package-0', true],
    ['emi:package-0/dram', true],
  ]);
  expect(handles()).toBe(1);
  // 1e9 pWh = 3.6 J and 1e8 pWh = 0.36 J between two readings.
  const [package_j, dram_j] = meter?.read().map(({ energy_j }) => energy_j) as [number, number];
  const next = meter?.read().map(({ energy_j }) => energy_j) as [number, number];
  expect(package_j).toBeGreaterThan(1000);
  expect(next[0] - package_j).toBeCloseTo(3.6, 9);
  expect(next[1] - dram_j).toBeCloseTo(0.36, 9);
  meter?.close();
  meter?.close();
  expect(handles()).toBe(0);
});

test('a device refuses a question it does not know with the number of the error', () => {
  const library = buildFakeEmi();
  const device = windowsEmiSystem({ cfgmgr32: library, kernel32: library }).open('\\\\?\\fake#one');
  expect(device.control(0x224010, Buffer.alloc(4))).toBe(-1);
  expect(device.control(0x224008, Buffer.alloc(4))).toBe(-122);
  device.close();
  expect(device.control(0x224000, Buffer.alloc(4))).toBe(-6);
});

test('a system without these libraries says so and throws nothing out of openEmi', () => {
  const missing = { cfgmgr32: '/nowhere/cfgmgr32.dll', kernel32: '/nowhere/kernel32.dll' };
  const { meter, reports } = openEmi({ system: () => windowsEmiSystem(missing), device: 'x' });
  expect(meter).toBeNull();
  expect(reports[0]?.reason).toContain('/nowhere/cfgmgr32.dll');
});

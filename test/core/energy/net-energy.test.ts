// Net energy: the gain's error acts on the difference, the other errors add up.
import { expect, test } from 'vitest';
import { netEnergy } from '../../../core/energy/net-energy.ts';
import { phaseEnergy } from '../../../core/energy/phase-energy.ts';
import { none, series, source, window } from './series.ts';

const idle = { energy_j: 200, seen_s: 5, own_u_j: 2 };
const phase = { energy_j: 3000, seen_s: 20, unseen_s: 0, own_u_j: 6 };

test('net and its interval by hand', () => {
  // 3000 J - 40 W x 20 s = 2200 J; idle's 2 J in 5 s are 8 J in 20 s; 5 % of 2200 J, not of 3000 and 800 apart.
  const net = netEnergy(phase, idle, source);
  expect(net).toMatchObject({ idle_power_w: 40, net_j: 2200 });
  const half_j = Math.sqrt(1.96 ** 2 * (6 ** 2 + 8 ** 2) + 110 ** 2);
  expect(net.net_ci?.[0]).toBeCloseTo(2200 - half_j, 9);
  expect(net.net_ci?.[1]).toBeCloseTo(2200 + half_j, 9);
});

test('a phase that draws what idle draws is about 0 net, and may lie below', () => {
  const { net_j, net_ci } = netEnergy({ ...phase, energy_j: 799 }, idle, source);
  expect(net_j).toBeCloseTo(-1, 9);
  expect(net_ci?.[0]).toBeLessThan(-1);
  expect(net_ci?.[1]).toBeGreaterThan(0);
});

test('without a baseline, or without the energy, there is no net', () => {
  expect(netEnergy(phase, null, source)).toEqual({ idle_power_w: null, net_j: null, net_ci: null });
  expect(netEnergy(phase, { ...idle, energy_j: null }, source).net_j).toBeNull();
  expect(netEnergy({ ...phase, energy_j: null }, idle, source)).toEqual({
    idle_power_w: 40,
    net_j: null,
    net_ci: null,
  });
  expect(netEnergy(phase, idle, { ...source, accuracy_pct: null })).toMatchObject({
    net_j: 2200,
    net_ci: null,
  });
});

test('net is of the time that was seen, and what was not raises the upper end', () => {
  const { net_j, net_ci } = netEnergy({ ...phase, energy_j: 1500, seen_s: 10, unseen_s: 10 }, idle, source);
  expect(net_j).toBe(1100);
  const half_j = Math.sqrt(1.96 ** 2 * (6 ** 2 + 4 ** 2) + 55 ** 2);
  expect(net_ci?.[1]).toBeCloseTo(1100 + half_j + 1100, 9);
});

test('the offset of a calibration cancels, its gain does not', () => {
  const calibrated = { ...source, calibration: { gain: 1.1, offset_w: 7, accuracy_pct: 2, note: '' } };
  const power = (t: number): number => (t < 10 ? 40 : 140);
  const samples = series(30, power, none);
  const net = netEnergy(
    phaseEnergy(samples, window(15, 25), calibrated),
    phaseEnergy(samples, window(2, 8), calibrated),
    calibrated,
  );
  expect(net.idle_power_w).toBeCloseTo(1.1 * 40 + 7, 6);
  expect(net.net_j).toBeCloseTo(1.1 * 100 * 10, 6);
});

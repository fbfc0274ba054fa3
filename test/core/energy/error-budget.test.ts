// Every part of the interval by hand, and what a user's calibration does to it.
import { expect, test } from 'vitest';
import { calibratedJ, withCalibration } from '../../../core/energy/calibration.ts';
import { errorBudget } from '../../../core/energy/error-budget.ts';
import { fluctuationW, stalledJ, unlookedJ } from '../../../core/energy/fluctuation.ts';
import type { MethodEnergy } from '../../../core/energy/method-energy.ts';
import { phaseEnergy } from '../../../core/energy/phase-energy.ts';
import { DEFAULT_SETTINGS, Settings } from '../../../core/settings.ts';
import { PLAIN_SOURCE, type Source } from '../../../core/source.ts';
import { none, S, series, source, window } from './series.ts';

const found: MethodEnergy = {
  method: 'counter',
  energy_j: 1000,
  seen_s: 10,
  bridged_s: 0,
  flags: [],
  edges: [
    { side: 'begin', correction_j: 2, u_j: 3, step_w: 150, smear_s: 0.02 },
    { side: 'end', correction_j: -1, u_j: 4, step_w: 150, smear_s: 0.02 },
  ],
  refresh: { period_s: 0.1, tick_s: 0.01, inferred: true },
  unlooked_u_j: 12,
  fluctuation_w: 30,
  window_u_j: 0,
  course: { pieces: [], incidents: [] },
};

test('the parts are named, say how, and add up by squares', () => {
  const { parts, ci, own_u_j } = errorBudget(found, 1000, 0, {
    ...source,
    counter_unit_j: 0.6,
    coverage: 0.25,
  });
  expect(parts.map(({ name }) => name)).toEqual([
    'begin edge',
    'end edge',
    'counter unit',
    'time not looked at',
    'sensor gain',
  ]);
  expect(parts.map(({ half_width_j }) => half_width_j)).toEqual(
    [1.96 * 3, 1.96 * 4, (1.96 * 0.6) / Math.sqrt(6), 1.96 * 12, 50].map((j) => expect.closeTo(j, 9)),
  );
  expect(own_u_j).toBeCloseTo(Math.sqrt(9 + 16 + 0.36 / 6 + 144), 9);
  const half_j = Math.sqrt(1.96 ** 2 * (9 + 16 + 0.06 + 144) + 2500);
  expect(ci?.[0]).toBeCloseTo(1000 - half_j, 9);
  expect(ci?.[1]).toBeCloseTo(1000 + half_j, 9);
  expect(parts[0]?.how).toMatch(/steps by 150\.0 W.* 2\.00 J were put back/);
  expect(parts[3]?.how).toMatch(/30\.0 W from value to value; .* 25 % of the time.*seen in the samples/);
});

test('unseen time raises the upper end alone, by the mean power', () => {
  const { parts, ci } = errorBudget({ ...found, edges: [], unlooked_u_j: 0 }, 1000, 2, source);
  expect(parts.find(({ name }) => name === 'unseen time')?.half_width_j).toBeCloseTo(200, 9);
  expect(ci?.[0]).toBeCloseTo(950, 2);
  expect(ci?.[1]).toBeCloseTo(1250, 2);
});

test('a model errs by its model, and a source that does not know its accuracy has parts and no interval', () => {
  const names = (given: object) =>
    errorBudget(found, 1000, 0, { ...source, ...given }).parts.map(({ name }) => name);
  expect(names({ kind: 'modelled' })).toContain('model error');
  expect(names({ accuracy_pct: null })).not.toContain('sensor gain');
  expect(errorBudget(found, 1000, 0, { ...source, accuracy_pct: null }).ci).toBeNull();
});

test('a fluctuation by successive differences: a ramp is none', () => {
  const values = (powers_w: number[]) => powers_w.map((power_w, k) => ({ t_ns: k * S, power_w }));
  // mean 107.5, squares 56.25 + 6.25 + 156.25 + 56.25 = 275 over 3; differences 10, 10, -20 would give 100
  expect(fluctuationW(values([100, 110, 120, 100]), window(0, 3))).toBeCloseTo(Math.sqrt(275 / 3), 9);
  // alternating by 10: successive differences give 20^2 / 2 = 200, the usual way 4 x 100 / 3
  expect(fluctuationW(values([90, 110, 90, 110]), window(0, 3))).toBeCloseTo(Math.sqrt(400 / 3), 9);
  // a ramp of 1 W a value: 1 / sqrt 2, where its standard deviation would be 28.9
  const ramp = values(Array.from({ length: 100 }, (_, k) => 100 + k));
  expect(fluctuationW(ramp, window(0, 99))).toBeCloseTo(Math.SQRT1_2, 9);
  expect(fluctuationW(values([1, 2]), window(0, 9))).toBeNull();
});

test('unobserved time: s x T x sqrt((1 - c) / n)', () => {
  // 20 W over 10 s in 100 intervals of which a quarter is seen
  expect(unlookedJ(20, 10, 0.1, 0.25)).toBeCloseTo(20 * 10 * Math.sqrt(0.75 / 100), 9);
  expect(unlookedJ(20, 10, 0.1, 1)).toBe(0);
  // one stall of 0.5 s of which 0.1 s was seen: 20 W x 0.5 s x sqrt 0.8
  const stalls = [{ t_ns: 5 * S, spacing_s: 0.5 }];
  expect(stalledJ(20, stalls, 0.1, window(0, 10))).toBeCloseTo(20 * 0.5 * Math.sqrt(0.8), 9);
  expect(stalledJ(20, stalls, 0.1, window(6, 10))).toBe(0);
});

const calibration = { gain: 1.05, offset_w: -4, accuracy_pct: 1, note: 'plug, 2026' };

test('a calibration is applied to the energy of every way, and its accuracy takes precedence over that of the family', () => {
  const samples = series(
    20,
    () => 100,
    (t) => 100 * t,
  );
  const given = phaseEnergy(samples, window(5, 15), { ...source, calibration });
  // 1.05 x 1000 J - 4 W x 10 s
  expect(given.energy_j).toBeCloseTo(1010, 6);
  expect(given.counter_j).toBeCloseTo(1010, 6);
  expect(given.integral_j).toBeCloseTo(1010, 6);
  expect(given.budget.find(({ name }) => name === 'sensor gain')).toMatchObject({
    half_width_j: expect.closeTo(10.1, 6),
    how: expect.stringContaining('plug, 2026'),
  });
});

test('a calibration makes no energy negative and none out of nothing', () => {
  expect(calibratedJ({ energy_j: 10, seen_s: 10 }, calibration)).toBe(0);
  expect(calibratedJ({ energy_j: 0, seen_s: 0 }, calibration)).toBeNull();
  expect(phaseEnergy(series(9, none, none), window(1, 8), { ...source, calibration }).energy_j).toBeNull();
});

test('the stored calibration reaches its source and the second witness of it, and no other', () => {
  const settings = Settings.parse({ calibrations: [{ source_id: 'nvml:GPU-1', ...calibration }] });
  const gpu: Source = {
    ...PLAIN_SOURCE,
    ...source,
    id: 'nvml:GPU-1',
    device: 'GPU',
    method: 'NVML',
    reference: null,
    check_of: null,
  };
  expect(withCalibration(gpu, settings).calibration).toEqual(calibration);
  const witness = { ...gpu, id: 'nvml:GPU-1/average', check_of: 'nvml:GPU-1' };
  expect(withCalibration(witness, settings).calibration).toEqual(calibration);
  expect(withCalibration({ ...gpu, id: 'nvml:GPU-2' }, settings).calibration).toBeNull();
  expect(withCalibration(gpu, DEFAULT_SETTINGS)).toBe(gpu);
});

test('settings refuse a calibration out of range and two of one source', () => {
  const parse = (...calibrations: object[]) => Settings.safeParse({ calibrations }).success;
  const one = { source_id: 'a', ...calibration };
  expect(parse(one)).toBe(true);
  expect(parse(one, { ...one, source_id: 'b' })).toBe(true);
  expect(parse(one, one)).toBe(false);
  for (const wrong of [
    { gain: 0.4 },
    { gain: 2.1 },
    { offset_w: 201 },
    { accuracy_pct: 0 },
    { accuracy_pct: 51 },
  ])
    expect(parse({ ...one, ...wrong })).toBe(false);
});

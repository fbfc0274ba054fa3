// Energy by integration, the choice between the two ways, and the interval: true values known by construction.
import { describe, expect, test } from 'vitest';
import { integrate } from '../../../core/energy/course.ts';
import { phaseEnergy } from '../../../core/energy/phase-energy.ts';
import { powerCourse } from '../../../core/energy/power-course.ts';
import { none, series, source, window } from './series.ts';

describe('integral', () => {
  test('of a linear power is exact between edges, and at them off by no more than a ramp taken for a step', () => {
    const ramp = series(20, (t) => 10 * t, none);
    const momentary = { ...source, update_period_s: 0 };
    const true_j = 5 * (12.05 ** 2 - 2.05 ** 2);
    const course = integrate(powerCourse(ramp, momentary).pieces, window(2.05, 12.05));
    expect(course.energy_j).toBeCloseTo(true_j, 6);
    const found = phaseEnergy(ramp, window(2.05, 12.05), momentary);
    expect(found.method).toBe('integral');
    // 10 W/s over the 1.2 s between the means of both sides is 12 W; of 0.1 s an eighth is lost where it is cut in half.
    expect(Math.abs((found.energy_j as number) - true_j)).toBeLessThanOrEqual(2 * 12 * (0.1 / 8) + 1e-6);
    expect(found.gap_s).toBe(0);
  });

  test('a hole is not bridged: its energy is missing and its time is told', () => {
    const found = phaseEnergy(
      series(20, (t) => (t > 8 && t < 12 ? null : 60), none),
      window(5, 15),
      source,
    );
    expect(found.energy_j).toBeCloseTo(360, 6);
    expect(found.gap_s).toBeCloseTo(4, 6);
    expect(found.unseen_s).toBeCloseTo(4, 6);
    expect(found.flags).toEqual(['gap']);
  });

  test('nothing is held beyond the first and last sample', () => {
    const found = phaseEnergy(
      series(10, () => 50, none),
      window(-2, 14),
      source,
    );
    expect(found.energy_j).toBeCloseTo(500, 6);
    expect(found.gap_s).toBeCloseTo(6, 6);
  });

  test('a negative power is a failed reading', () => {
    const found = phaseEnergy(
      series(10, (t) => (t === 5 ? -4000 : 50), none),
      window(1, 9),
      source,
    );
    expect(found.energy_j).toBeCloseTo(400, 6);
  });
});

test('a counter and an integral that differ by more than 5 % disagree; the counter stays', () => {
  const off = (by: number) =>
    phaseEnergy(
      series(
        20,
        () => 100 * by,
        (t) => 100 * t,
      ),
      window(5, 15),
      source,
    );
  expect(off(1.04).flags).toEqual([]);
  expect(off(1.08)).toMatchObject({ method: 'counter', flags: ['counter_disagrees'] });
  expect(off(1.08).integral_j).toBeCloseTo(1080, 6);
});

test('both missing is null, not 0', () => {
  const found = phaseEnergy(
    series(10, none, none, () => 'no_permission'),
    window(1, 9),
    source,
  );
  expect(found).toMatchObject({
    energy_j: null,
    ci: null,
    method: null,
    gap_s: 8,
    counter_j: null,
    integral_j: null,
  });
  expect(found.flags).toContain('no_permission');
  expect(phaseEnergy([], window(1, 9), source).energy_j).toBeNull();
});

test('a true 0 W is 0 J', () => {
  expect(
    phaseEnergy(
      series(10, () => 0, none),
      window(1, 9),
      source,
    ).energy_j,
  ).toBe(0);
});

test('a phase under two update periods is flagged', () => {
  const found = phaseEnergy(
    series(
      10,
      () => 50,
      (t) => 50 * t,
    ),
    window(1, 1.15),
    source,
  );
  expect(found.energy_j).toBeCloseTo(7.5, 6);
  expect(found.flags).toEqual(['short_phase']);
});

test('a phase cut in two adds up to the whole', () => {
  const samples = series(
    20,
    (t) => 80 + 20 * Math.sin(t),
    (t) => 80 * t - 20 * Math.cos(t),
  );
  const energy = (a: number, b: number) => phaseEnergy(samples, window(a, b), source);
  const whole = energy(2.03, 17.77);
  const parts = [energy(2.03, 9.111), energy(9.111, 17.77)];
  expect((parts[0]?.energy_j ?? 0) + (parts[1]?.energy_j ?? 0)).toBeCloseTo(whole.energy_j as number, 8);
  // Single readings a tenth of a second apart know no better: a 20 W/s ramp over 1.2 s x 0.1 s / 8.
  const integral_j = (parts[0]?.integral_j ?? 0) + (parts[1]?.integral_j ?? 0);
  expect(Math.abs(integral_j - (whole.integral_j as number))).toBeLessThan(24 * (0.1 / 8));
});

describe('interval', () => {
  const constant = series(
    20,
    () => 100,
    (t) => 100 * t,
  );

  test('combines two edges, sensor gain and counter unit by root sum of squares', () => {
    const found = phaseEnergy(constant, window(5, 15), { ...source, counter_unit_j: 3 });
    // By hand: no step at the edges; each lies half-way between two postings known to 0.1 s, so both count by half and the
    // edge is known to 0.1 s x 100 W / sqrt 2, uniform: / sqrt 12. Counter unit 3 J: / sqrt 6. Gain 5 % of 1000 J.
    const half_j = Math.sqrt(1.96 ** 2 * (2 * (10 ** 2 / 2 / 12) + 9 / 6) + 50 ** 2);
    expect(found.ci?.[0]).toBeCloseTo(1000 - half_j, 6);
    expect(found.ci?.[1]).toBeCloseTo(1000 + half_j, 6);
  });

  test('is null for a source that does not know its accuracy', () => {
    expect(phaseEnergy(constant, window(5, 15), { ...source, accuracy_pct: null }).ci).toBeNull();
  });

  test('does not reach below 0', () => {
    const found = phaseEnergy(constant, window(5, 5.05), { ...source, accuracy_pct: 150 });
    expect(found.ci?.[0]).toBe(0);
  });
});

test('a window that ends before it begins and samples out of order are faults of the caller', () => {
  expect(() => phaseEnergy([], window(2, 1), source)).toThrow(/ends after it begins/);
  expect(() => phaseEnergy(series(2, none, none).reverse(), window(0, 1), source)).toThrow(
    /in order of time/,
  );
});

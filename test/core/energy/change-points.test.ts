// Stored are change points: a held counter says when it was posted, a held power goes on being posted.
import { describe, expect, test } from 'vitest';
import { counterCourse } from '../../../core/energy/counter-course.ts';
import { integrate } from '../../../core/energy/course.ts';
import { phaseEnergy } from '../../../core/energy/phase-energy.ts';
import { powerCourse } from '../../../core/energy/power-course.ts';
import type { Sample } from '../../../core/source.ts';
import { none, S, series, source, window } from './series.ts';

const row = (t_s: number, given: Partial<Sample>): Sample => ({
  t_ns: t_s * S,
  power_w: null,
  energy_j: null,
  flag: null,
  ...given,
});

/** A counter of a constant 50 W, posted at every full second and read every 10 ms: first and last reading of each value. */
const held = (until_s: number): Sample[] =>
  Array.from({ length: until_s }, (_, k) => [
    row(k, { energy_j: 50 * k }),
    row(k + 0.99, { energy_j: 50 * k }),
  ]).flat();
const slow = { ...source, update_period_s: 1 };

describe('a held counter', () => {
  test('is interpolated between its moves, not along its repeats', () => {
    // Cut in the middle of held values: along the repeats this would be 0 or 50 J.
    expect(phaseEnergy(held(20), window(5.4, 9.7), slow).energy_j).toBeCloseTo(50 * 4.3, 6);
    expect(phaseEnergy(held(20), window(5.4, 5.7), slow).energy_j).toBeCloseTo(50 * 0.3, 6);
  });

  test('is known in time to the distance of the readings at its moves: 10 ms x 50 W', () => {
    const [begin] = phaseEnergy(held(20), window(5.495, 15.495), slow).budget;
    // Half-way between two moves known to 10 ms each: 50 W x 0.01 s / sqrt 2, uniform.
    expect(begin?.name).toBe('begin edge');
    expect(begin?.half_width_j).toBeCloseTo((1.96 * 50 * 0.01) / Math.sqrt(2) / Math.sqrt(12), 6);
  });

  test('goes on at the power before where no move follows the edge, but not for longer than a posting takes', () => {
    const ends = [...held(10), row(12.5, { energy_j: 450 })];
    expect(phaseEnergy(ends.slice(0, -1), window(2, 9.8), slow).energy_j).toBeCloseTo(50 * 7.8, 6);
    // It stood still from the posting that was due at 10 s on: 0 W, which it did say.
    const still = phaseEnergy(ends, window(2, 12.4), slow);
    expect(still.energy_j).toBeCloseTo(50 * (9.995 - 2), 0);
    expect(still.unseen_s).toBe(0);
  });

  test('that never moves beside a power is stuck: the power is taken, and it is said', () => {
    const stuck = phaseEnergy(
      series(
        20,
        (t) => 70 + (t % 1),
        () => 8,
      ),
      window(5, 15),
      source,
    );
    expect(stuck.method).toBe('integral');
    expect(stuck.flags).toContain('counter_disagrees');
  });

  test('that is read twice within one posting says nothing', () => {
    const found = phaseEnergy([row(5, { energy_j: 9 }), row(5.05, { energy_j: 9 })], window(4, 6), source);
    expect(found.energy_j).toBeNull();
  });
});

describe('the posting period', () => {
  test('of a counter is seen where it is read more often than it moves', () => {
    const { refresh } = counterCourse(held(20), { ...source, update_period_s: 0.1 });
    expect(refresh).toMatchObject({ inferred: true });
    expect(refresh.period_s).toBeCloseTo(1, 9);
  });

  test('of a power that states none is seen, and a short phase is told from it', () => {
    const samples = series(20, (t) => 100 + (Math.floor(t / 0.5 + 1e-9) % 7), none);
    const unknown = { ...source, update_period_s: null };
    expect(powerCourse(samples, unknown).refresh.period_s).toBeCloseTo(0.5, 9);
    expect(phaseEnergy(samples, window(5, 5.9), unknown).flags).toContain('short_phase');
    expect(phaseEnergy(samples, window(5, 6.1), unknown).flags).not.toContain('short_phase');
  });

  test('and the window: a phase under twice the longer of both is short', () => {
    const samples = series(20, () => 100, none);
    const average = { ...source, window_s: 1 };
    expect(phaseEnergy(samples, window(5, 6.9), average).flags).toEqual(['short_phase']);
    expect(phaseEnergy(samples, window(5, 7.1), average).flags).toEqual([]);
  });
});

describe('a held power', () => {
  test('is level until its last posting, not a ramp to the next value', () => {
    // 100 W posted every 0.1 s for 10 s, then 200 W: of each run the first and the last reading, a heartbeat a second.
    const hundred = Array.from({ length: 11 }, (_, k) => row(k === 10 ? 9.99 : k, { power_w: 100 }));
    const samples = [...hundred, ...Array.from({ length: 11 }, (_, k) => row(10 + k, { power_w: 200 }))];
    const { pieces } = powerCourse(samples, { update_period_s: 0.1, window_s: 0.1 });
    expect(integrate(pieces, window(1, 9)).energy_j).toBeCloseTo(800, 6);
    expect(integrate(pieces, window(11, 19)).energy_j).toBeCloseTo(1600, 6);
  });

  test('a heartbeat a second apart is no hole, three seconds are', () => {
    const beats = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, k) => row(from + k, { power_w: 60 }));
    const changes = [0, 0.1, 0.2, 0.3, 0.4].map((t, k) => row(t, { power_w: 50 + k }));
    const steady = phaseEnergy([...changes, ...beats(1, 20)], window(2, 18), source);
    expect(steady).toMatchObject({ gap_s: 0, flags: [] });
    const holed = phaseEnergy([...changes, ...beats(1, 8), ...beats(11, 20)], window(2, 18), source);
    expect(holed.unseen_s).toBeCloseTo(3, 6);
    expect(holed.energy_j).toBeCloseTo(13 * 60, 6);
  });
});

describe('the machine slept', () => {
  const woken = (t: number): Sample['flag'] => (t === 10 ? 'suspended' : null);

  test('the step of the counter is not counted, although its value is good', () => {
    const found = phaseEnergy(
      series(20, none, (t) => 50 * t + (t >= 10 ? 3000 : 0), woken),
      window(5, 15),
      source,
    );
    expect(found.energy_j).toBeCloseTo(50 * 9.9, 6);
    expect(found.unseen_s).toBeCloseTo(0.1, 6);
    expect(found.flags).toEqual(['suspended', 'gap']);
  });

  test('nor is power drawn across it', () => {
    const found = phaseEnergy(
      series(20, () => 80, none, woken),
      window(5, 15),
      source,
    );
    expect(found.energy_j).toBeCloseTo(80 * 9.9, 6);
    expect(found.flags).toContain('suspended');
  });

  test('before or after the phase it has no effect', () => {
    const samples = series(20, none, (t) => 50 * t + (t >= 10 ? 3000 : 0), woken);
    expect(phaseEnergy(samples, window(11, 15), source)).toMatchObject({ unseen_s: 0, flags: [] });
  });
});

describe('a long gap of a counter that wraps', () => {
  // package: at most 1200 W, so 65 532 J can be used in 54.6 s.
  const rapl = { ...source, counter_range_j: 65_532.610987 };
  const gapped = (gap_s: number, power_w: number): Sample[] =>
    series(
      100,
      none,
      (t) => (t > 20 && t < 20 + gap_s ? null : (60_000 + power_w * t) % 65_532.610987),
      (t): Sample['flag'] => (t > 20 && t < 20 + gap_s ? 'read_failed' : null),
    );

  test('shorter than the range lasts: one wrap, corrected', () => {
    const found = phaseEnergy(gapped(50, 150), window(10, 90), rapl);
    expect(found.energy_j).toBeCloseTo(150 * 80, 4);
    expect(found.flags).toContain('wrapped');
    expect(found.flags).not.toContain('wrap_unknown');
  });

  test('longer: the number of wraps is unknown, so the step is not used', () => {
    for (const power_w of [150, 1]) {
      const found = phaseEnergy(gapped(60, power_w), window(10, 90), rapl);
      expect(found.flags).toContain('wrap_unknown');
      expect(found.energy_j).toBeCloseTo(power_w * 20, 4);
      expect(found.unseen_s).toBeCloseTo(60, 6);
    }
  });
});

// Energy by the counter: edges, wraps, resets, holes and lost devices, each with a true value known by construction.
import { describe, expect, test } from 'vitest';
import { phaseEnergy } from '../../../core/energy/phase-energy.ts';
import { none, S, series, source, window } from './series.ts';

describe('counter', () => {
  test('is taken before power, interpolated at edges between samples', () => {
    const found = phaseEnergy(
      series(
        20,
        () => 100,
        (t) => 1e6 + 100 * t,
      ),
      window(2.03, 12.07),
      source,
    );
    expect(found.method).toBe('counter');
    expect(found.energy_j).toBeCloseTo(1004, 6);
    expect(found.integral_j).toBeCloseTo(1004, 6);
    expect(found).toMatchObject({ gap_s: 0, unseen_s: 0, flags: [] });
  });

  test('one wrap is corrected and flagged', () => {
    const range_j = 500;
    const found = phaseEnergy(
      series(10, none, (t) => (300 + 50 * t) % range_j),
      window(1, 9),
      { ...source, counter_range_j: range_j },
    );
    expect(found.energy_j).toBeCloseTo(400, 6);
    expect(found.flags).toEqual(['wrapped']);
  });

  test('a wrap outside the phase does not affect it', () => {
    const found = phaseEnergy(
      series(10, none, (t) => (480 + 50 * t) % 500),
      window(2, 9),
      { ...source, counter_range_j: 500 },
    );
    expect(found.energy_j).toBeCloseTo(350, 6);
    expect(found.flags).toEqual([]);
  });

  test('a reset ends the segment: the rest is energy, the hole is reported, nothing is negative', () => {
    const found = phaseEnergy(
      series(10, none, (t) => (t < 5 ? 7000 + 40 * t : 40 * (t - 5))),
      window(1, 9),
      source,
    );
    expect(found.energy_j).toBeCloseTo(40 * 7.9, 6);
    expect(found.gap_s).toBeCloseTo(0.1, 6);
    expect(found.flags).toContain('reset');
    expect(found.flags).toContain('gap');
  });

  test('a suspended machine that zeroes a wrapping counter is a reset, not a wrap of megawatts', () => {
    const rapl = { ...source, counter_range_j: 262_143.32885 };
    const found = phaseEnergy(
      series(10, none, (t) => (t < 5 ? 90_000 + 40 * t : 40 * (t - 5))),
      window(1, 9),
      rapl,
    );
    expect(found.energy_j).toBeCloseTo(40 * 7.9, 6);
    expect(found.flags).toContain('reset');
  });

  test('a hole is bridged by the counter and disclosed', () => {
    const found = phaseEnergy(
      series(
        20,
        none,
        (t) => (t > 8 && t < 12 ? null : 60 * t),
        (t) => (t > 8 && t < 12 ? 'read_failed' : null),
      ),
      window(5, 15),
      source,
    );
    expect(found.energy_j).toBeCloseTo(600, 6);
    expect(found.gap_s).toBeCloseTo(4, 6);
    expect(found.unseen_s).toBe(0);
    expect([...found.flags].sort()).toEqual(['gap', 'read_failed']);
  });

  test('no energy is invented after a device was lost', () => {
    const found = phaseEnergy(
      series(
        20,
        none,
        (t) => (t > 12 ? null : 60 * t),
        (t) => (t > 12 ? 'device_lost' : null),
      ),
      window(5, 15),
      source,
    );
    expect(found.energy_j).toBeCloseTo(420, 6);
    expect(found.gap_s).toBeCloseTo(3, 6);
    expect(found.unseen_s).toBeCloseTo(3, 6);
    expect([...found.flags].sort()).toEqual(['device_lost', 'gap']);
    expect(found.ci?.[1]).toBeGreaterThan(600);
  });

  test('a counter lost early is replaced by the power next to it', () => {
    const found = phaseEnergy(
      series(
        20,
        () => 60,
        (t) => (t > 6 ? null : 60 * t),
      ),
      window(5, 15),
      source,
    );
    expect(found.method).toBe('integral');
    expect(found.energy_j).toBeCloseTo(600, 6);
  });

  test('one reading inside the phase is no energy', () => {
    const found = phaseEnergy(
      [{ t_ns: 5 * S, power_w: null, energy_j: 900, flag: null }],
      window(1, 9),
      source,
    );
    expect(found).toMatchObject({ energy_j: null, method: null, ci: null, gap_s: 8, flags: ['gap'] });
  });
});

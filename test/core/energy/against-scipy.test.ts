// Energies of a power whose integrals scipy computed (test/fixtures/energy/sensors.py), from what three sensors post of it.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { netEnergy } from '../../../core/energy/net-energy.ts';
import { phaseEnergy } from '../../../core/energy/phase-energy.ts';
import type { Sample } from '../../../core/source.ts';
import { S, source, window } from './series.ts';

interface Posts {
  readonly period_s: number;
  readonly window_s: number;
  /** Stamp in s and power in W, or energy in J. */
  readonly posts: readonly (readonly [number, number])[];
}

const found = JSON.parse(
  readFileSync(new URL('../../fixtures/energy/sensors.json', import.meta.url), 'utf8'),
) as {
  readonly begin_s: number;
  readonly end_s: number;
  readonly phase_j: number;
  readonly idle_j: number;
  readonly parts: readonly { readonly a_s: number; readonly b_s: number; readonly energy_j: number }[];
  readonly average: Posts;
  readonly instant: Posts;
  readonly counter: Posts;
};

/** The posts as a sampler at 100 Hz stores them: of each held value the first reading and the last. */
function readings({ posts }: Posts, is_counter: boolean): Sample[] {
  const tick_s = 0.01;
  const at = (t_s: number, value: number): Sample => ({
    t_ns: Math.round(t_s * S),
    power_w: is_counter ? null : value,
    energy_j: is_counter ? value : null,
    flag: null,
  });
  return posts.slice(0, -1).flatMap(([t_s, value], k) => {
    const first_s = Math.ceil(t_s / tick_s) * tick_s;
    const last_s = (Math.ceil((posts[k + 1] as readonly [number, number])[0] / tick_s) - 1) * tick_s;
    return [at(first_s, value), at(last_s, value)];
  });
}

const gpu = { ...source, domain: 'gpu', counter_unit_j: null } as const;
const WAYS = [
  ['counter, 50 ms', found.counter, { ...gpu, window_s: 0, counter_unit_j: 1e-3 }, 0.0005],
  ['instant, 100 of 100 ms', found.instant, { ...gpu, window_s: 0.1 }, 0.001],
  ['average, 1 s every 100 ms', found.average, { ...gpu, window_s: 1 }, 0.004],
] as const;

describe.each(WAYS)('%s', (name, sensor, described, tolerance) => {
  const samples = readings(sensor, name.startsWith('counter'));
  const energy = (a_s: number, b_s: number) => phaseEnergy(samples, window(a_s, b_s), described);
  const phase = energy(found.begin_s, found.end_s);

  test('the phase, steps at its edges and all', () => {
    expect(Math.abs((phase.energy_j as number) / found.phase_j - 1)).toBeLessThan(tolerance);
    expect(Math.abs((phase.energy_j as number) - found.phase_j)).toBeLessThan(1.96 * phase.own_u_j);
    expect(phase.flags).toEqual([]);
  });

  test('pieces within it, cut anywhere in a swing', () => {
    for (const { a_s, b_s, energy_j } of found.parts) {
      const part = energy(a_s, b_s);
      // 18 W x 0.317 s / 2 pi is all that the swing can hide at an edge; a 1 s average also sees the steps nearby.
      const swing_j = 2 * 18 * (0.317 / (2 * Math.PI));
      const allowed_j = sensor.window_s < 1 ? swing_j : 1.96 * part.own_u_j;
      expect(Math.abs((part.energy_j as number) - energy_j)).toBeLessThan(allowed_j);
    }
  });

  test('net of idle', () => {
    const idle = energy(2, 7);
    expect(idle.energy_j).toBeCloseTo(found.idle_j, 3);
    const net = netEnergy(phase, idle, described);
    const net_j = found.phase_j - (found.idle_j / 5) * (found.end_s - found.begin_s);
    expect(Math.abs((net.net_j as number) / net_j - 1)).toBeLessThan(2 * tolerance);
  });
});

test('without the shift by half its window a 1 s average would be told later by half a second of the step', () => {
  const samples = readings(found.average, false);
  const unshifted = phaseEnergy(samples, window(found.begin_s, found.end_s), { ...gpu, window_s: null });
  // The step is about 220 W, the average lags by 0.5 s.
  const missed_j = found.phase_j - (unshifted.energy_j as number);
  expect(missed_j).toBeGreaterThan(0.45 * 220);
  expect(missed_j).toBeLessThan(0.6 * 220);
  const window_part = unshifted.budget.find(({ name }) => name === 'unknown window');
  expect(window_part?.half_width_j).toBeGreaterThan(missed_j);
});

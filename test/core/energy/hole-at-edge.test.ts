// A hole in the readings over an edge of the phase: the counter knows its energy, but not on which side of the edge it was.
import { expect, test } from 'vitest';
import { phaseEnergy } from '../../../core/energy/phase-energy.ts';
import { S, source } from './series.ts';

const [BEGIN_S, END_S] = [20, 50];
/** Posts every millisecond, so that nothing but the hole is uncertain. */
const RAPL = { ...source, update_period_s: 0.001, accuracy_pct: 0 };

/** Idle until the phase, another power in it, and no reading in a hole. */
function found(idle_w: number, phase_w: number, hole: readonly [number, number]) {
  const in_phase_s = (t_s: number): number => Math.min(END_S - BEGIN_S, Math.max(0, t_s - BEGIN_S));
  const samples = Array.from({ length: 701 }, (_, i) => i / 10)
    .filter((t_s) => t_s <= hole[0] || t_s >= hole[1])
    .map((t_s) => ({
      t_ns: t_s * S,
      power_w: null,
      energy_j: idle_w * t_s + (phase_w - idle_w) * in_phase_s(t_s),
      flag: null,
    }));
  return phaseEnergy(samples, { t_begin_ns: BEGIN_S * S, t_end_ns: END_S * S }, RAPL);
}

test.each([
  [20, 120],
  [100, 110],
  [5, 200],
  [200, 5],
])(
  'from %i W to %i W the interval holds the true energy wherever the edge is in the hole',
  (idle_w, phase_w) => {
    const true_j = phase_w * (END_S - BEGIN_S);
    for (const edge_s of [BEGIN_S, END_S])
      for (const length_s of [2, 5, 9])
        for (let part = 1; part < 20; part++) {
          const begin_s = edge_s - (length_s * part) / 20;
          const { ci, unseen_s } = found(idle_w, phase_w, [begin_s, begin_s + length_s]);
          const where = `${part}/20 of ${length_s} s before ${edge_s} s`;
          expect(ci?.[0], where).toBeLessThanOrEqual(true_j);
          expect(ci?.[1], where).toBeGreaterThanOrEqual(true_j);
          expect(unseen_s, where).toBe(0);
        }
  },
);

test('a hole inside the phase costs nothing: its energy is the difference of the counter', () => {
  const { energy_j, gap_s, flags } = found(20, 120, [30, 36]);
  expect(energy_j).toBeCloseTo(120 * (END_S - BEGIN_S), 0);
  expect(flags).toEqual(['gap']);
  expect(gap_s).toBeGreaterThan(5.9);
});

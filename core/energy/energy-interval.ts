// The interval of one energy: what is not known about its edges, its sensor and its counter, in one number.
import type { Interval } from '../analysis.ts';
import type { Source } from '../source.ts';
import type { Edge } from './phase-window.ts';

/** Coverage factor of a 95 % interval under a normal distribution. */
const COVERAGE = 1.96;

/**
 * Interval at 95 % by the law of propagation of uncertainty, JCGM 100:2008 (GUM), 5.1.2 and 6.2.1:
 *
 *     U = 1.96 sqrt(u_begin^2 + u_end^2 + u_counter^2 + u_sensor^2)
 *
 * - each edge: the value is as old as one update period (or as the distance of the samples that hold the edge, if that
 *   is longer), so the energy there is known to +- period x power, uniform: u = period x power / sqrt(3) (GUM 4.3.7).
 *   Power is the larger of that next to the edge and the mean of the phase, for an edge is where power changes;
 * - counter: two readings cut down to its unit, each uniform over one unit: u = unit / sqrt(6) together;
 * - sensor gain or model error: `accuracy_pct` is the half-width of a 95 % interval, normal: u = accuracy x E / 1.96.
 *
 * The lower end is not below 0. `unseen_s` seconds of the phase are not in `energy_j`; the upper end is raised by what
 * they would have used at the mean power, the lower end stays.
 * Null when the source does not know its accuracy: an interval of the edges alone would promise too much.
 */
export function energyInterval(
  energy_j: number,
  seen_s: number,
  unseen_s: number,
  edges: readonly Edge[],
  source: Pick<Source, 'update_period_s' | 'accuracy_pct' | 'counter_unit_j'>,
): Interval | null {
  if (source.accuracy_pct === null) return null;
  const mean_w = seen_s > 0 ? energy_j / seen_s : 0;
  let variance = 0;
  for (const { power_w, spacing_s } of edges) {
    const period_s = Math.max(source.update_period_s ?? 0, spacing_s);
    variance += (period_s * Math.max(power_w, mean_w)) ** 2 / 3;
  }
  variance += (source.counter_unit_j ?? 0) ** 2 / 6;
  variance += ((source.accuracy_pct / 100) * energy_j) ** 2 / COVERAGE ** 2;
  const half_j = COVERAGE * Math.sqrt(variance);
  return [Math.max(0, energy_j - half_j), energy_j + half_j + unseen_s * mean_w];
}

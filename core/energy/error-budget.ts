// The interval of one energy and its error budget: uncertainty of edges, counter, sensor and time.
import type { Interval } from '../statistics/analysis.ts';
import type { EnergySource, MethodEnergy } from './method-energy.ts';

/** Coverage factor of a 95 % interval under a normal distribution. */
export const COVERAGE_FACTOR = 1.96;

export interface BudgetPart {
  /**
   * `begin edge`, `end edge`, `counter unit`, `time not looked at`, `unknown window`, `sensor gain`, `model error`,
   * `unseen time`.
   */
  readonly name: string;
  /** Half-width of a 95 % interval, J. `unseen time` raises only the upper end. */
  readonly half_width_j: number;
  /** Explanation in words, with its numbers. */
  readonly how: string;
}

export interface ErrorBudget {
  readonly parts: readonly BudgetPart[];
  /** Null when the accuracy of the source is unknown: an interval of the other parts alone would promise too much. */
  readonly ci: Interval | null;
  /** Standard uncertainty of everything but the gain, J, which two energies of one sensor do not share. */
  readonly own_u_j: number;
}

/** Relative half-width that applies: the user's own calibration takes precedence over the figure for the family. */
export const accuracyPct = (source: Pick<EnergySource, 'accuracy_pct' | 'calibration'>): number | null =>
  source.calibration?.accuracy_pct ?? source.accuracy_pct;

/**
 * Interval at 95 % by the law of propagation of uncertainty, JCGM 100:2008 (GUM), 5.1.2 and 6.2.1:
 *
 *     U = 1.96 sqrt(sum u_i^2)
 *
 * over edges (see edgeOf), counter unit (two readings cut to it, each uniform: unit / sqrt 6), time not looked at (see
 * unlookedJ), an unknown window, and gain or model error (accuracy_pct of the energy as the half-width, normal).
 * `energy_j` is calibrated; the other parts are scaled by the calibration's gain here. The lower end is not below 0;
 * the upper is raised by what `unseen_s` would have used at the mean power.
 */
export function errorBudget(
  found: MethodEnergy,
  energy_j: number,
  unseen_s: number,
  source: EnergySource,
): ErrorBudget {
  const gain = source.calibration?.gain ?? 1;
  const own: BudgetPart[] = [];
  const add = (name: string, u_j: number, how: string): void => {
    if (u_j > 0) own.push({ name, half_width_j: COVERAGE_FACTOR * gain * u_j, how });
  };
  for (const { side, u_j, correction_j, step_w, smear_s } of found.edges)
    add(`${side} edge`, u_j, edgeWords(correction_j, step_w, smear_s));
  if (found.method === 'counter' && source.counter_unit_j !== null)
    add(
      'counter unit',
      source.counter_unit_j / Math.sqrt(6),
      `two readings cut to ${source.counter_unit_j} J`,
    );
  add('time not looked at', found.unlooked_u_j, unlookedWords(found, source));
  add(
    'unknown window',
    found.window_u_j,
    'this sensor’s averaging window is unknown: 0 to 1 s, no shift applied',
  );
  const own_u_j = Math.hypot(...own.map(({ half_width_j }) => half_width_j)) / COVERAGE_FACTOR;

  const accuracy_pct = accuracyPct(source);
  const gain_j = ((accuracy_pct ?? 0) / 100) * energy_j;
  const half_j = Math.hypot(COVERAGE_FACTOR * own_u_j, gain_j);
  const unseen_j = found.seen_s > 0 ? (unseen_s * energy_j) / found.seen_s : 0;
  const parts = [...own];
  if (accuracy_pct !== null)
    parts.push({
      name: source.kind === 'modelled' ? 'model error' : 'sensor gain',
      half_width_j: gain_j,
      how: `${accuracy_pct} % of ${energy_j.toFixed(1)} J${source.calibration ? `, after calibration (${source.calibration.note})` : ''}`,
    });
  if (unseen_j > 0)
    parts.push({
      name: 'unseen time',
      half_width_j: unseen_j,
      how: `${unseen_s.toFixed(2)} s without a reading, at the mean power; upwards only`,
    });
  const ci: Interval | null =
    accuracy_pct === null ? null : [Math.max(0, energy_j - half_j), energy_j + half_j + unseen_j];
  return { parts, ci, own_u_j };
}

const edgeWords = (correction_j: number, step_w: number | null, smear_s: number): string =>
  step_w === null
    ? `the power outside the edge was not seen: all of it may have stepped, smeared over ${ms(smear_s)}`
    : `the power steps by ${step_w.toFixed(1)} W, smeared over ${ms(smear_s)}: ${correction_j.toFixed(2)} J were put back`;

const ms = (time_s: number): string => `${(time_s * 1e3).toPrecision(2)} ms`;

function unlookedWords(
  { fluctuation_w, refresh }: MethodEnergy,
  { coverage, window_s }: EnergySource,
): string {
  const s = `the power fluctuates by ${(fluctuation_w ?? 0).toFixed(1)} W from value to value`;
  const looks =
    coverage < 1
      ? `the sensor observes ${Math.round(coverage * 100)} % of the time`
      : `a value covers ${window_s ?? 0} s`;
  const period =
    refresh.period_s === null
      ? ''
      : `, posted every ${ms(refresh.period_s)}${refresh.inferred ? ' (seen in the samples)' : ''}`;
  return `${s}; ${looks}${period}`;
}

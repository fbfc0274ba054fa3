// Energy of one source over one phase: from the counter, else the integral, with its interval and flags.

import { type Sample } from '../source.ts';
import { secondsBetween } from '../units.ts';
import { calibratedJ } from './calibration.ts';
import { disagree } from './cross-check.ts';
import { type BudgetPart, errorBudget } from './error-budget.ts';
import { counterEnergy, type EnergySource, integralEnergy, type MethodEnergy } from './method-energy.ts';
import { longestSpacingS, type PhaseWindow } from './phase-window.ts';
import { powerCourse } from './power-course.ts';
import type { EnergyFigures } from './source-energy.ts';

/** `energy_j` is null when nothing was read, never 0 for that reason, and never negative; every figure is calibrated. */
export interface PhaseEnergy extends EnergyFigures {
  readonly method: 'counter' | 'integral' | null;
  /** Components of the interval; empty without an energy. */
  readonly budget: readonly BudgetPart[];
  /** Standard uncertainty without the gain, J. */
  readonly own_u_j: number;
  readonly seen_s: number;
  /** Seconds of the phase whose energy is missing from `energy_j`. */
  readonly unseen_s: number;
}

/** Readings of the second witness, the source whose `check_of` names this one: the same sensor, averaged. */
export interface Witness {
  readonly samples: readonly Sample[];
  readonly source: Pick<EnergySource, 'update_period_s' | 'window_s' | 'coverage'>;
}

/** Unseen time below this share of the phase is reported only as `gap_s`, above it also by a flag. */
const NEGLIGIBLE_GAP = 0.01;

/**
 * Energy of the phase `window` from the samples of one source, in order of time; pass some seconds outside each edge,
 * so that the edges can be placed and the power on their other side is seen. `method` names the origin of the energy.
 * Flags: `wrapped`, `wrap_unknown`, `reset`, `suspended`, `gap`, `short_phase` (under two posting periods or windows),
 * `counter_disagrees` (with the power beside it), `average_disagrees` (with the witness), and every flag of a sample
 * inside the phase (`read_failed`, `device_lost`, ...). Throws RangeError for a window that ends before it begins or
 * samples out of order.
 */
export function phaseEnergy(
  samples: readonly Sample[],
  window: PhaseWindow,
  source: EnergySource,
  witness: Witness | null = null,
): PhaseEnergy {
  const length_s = secondsBetween(window.t_begin_ns, window.t_end_ns);
  if (!(length_s >= 0))
    throw new RangeError(`expected a phase that ends after it begins, got a length of ${length_s} s`);
  requireOrder(samples);
  const power = powerCourse(samples, source);
  const integral = integralEnergy(power, window, source);
  const counter = counterEnergy(samples, window, source, power);
  const chosen = choose(counter, integral);
  const average = witness === null ? null : witnessEnergy(witness, window);

  const flags = new Set([...(counter?.flags ?? []), ...(integral?.flags ?? [])]);
  for (const { t_ns, flag } of samples)
    if (flag !== null && t_ns >= window.t_begin_ns && t_ns <= window.t_end_ns) flags.add(flag);
  const period_s = source.update_period_s ?? chosen?.refresh.period_s ?? 0;
  const slowest_s = Math.max(period_s, source.window_s ?? 0);
  if (length_s < 2 * slowest_s) flags.add('short_phase');
  if (counter !== null && integral !== null && disagree(counter, integral, window, slowest_s))
    flags.add('counter_disagrees');
  if (chosen !== null && average !== null) {
    const its_s = Math.max(slowest_s, average.refresh.period_s ?? 0, witness?.source.window_s ?? 0);
    if (disagree(chosen, average, window, its_s)) flags.add('average_disagrees');
  }

  const unseen_s = beyondRounding(Math.max(0, length_s - (chosen?.seen_s ?? 0)));
  const gap_s = beyondRounding(unseen_s + (chosen?.bridged_s ?? 0));
  if (gap_s > Math.min(longestSpacingS(samples), NEGLIGIBLE_GAP * length_s)) flags.add('gap');
  const energy_j = calibratedJ(chosen, source.calibration);
  const budget =
    chosen === null || energy_j === null ? null : errorBudget(chosen, energy_j, unseen_s, source);
  return {
    energy_j,
    method: energy_j === null ? null : (chosen?.method ?? null),
    ci: budget?.ci ?? null,
    budget: budget?.parts ?? [],
    own_u_j: budget?.own_u_j ?? 0,
    gap_s,
    seen_s: chosen?.seen_s ?? 0,
    unseen_s,
    flags: [...flags],
    counter_j: calibratedJ(counter, source.calibration),
    integral_j: calibratedJ(integral, source.calibration),
    average_j: calibratedJ(average, source.calibration),
  };
}

/**
 * The counter, unless it was lost and saw under half of what the power next to it saw, or never moved while that showed
 * power: it is then no longer the better witness.
 */
function choose(counter: MethodEnergy | null, integral: MethodEnergy | null): MethodEnergy | null {
  if (counter === null || counter.seen_s === 0) return integral ?? counter;
  if (integral === null) return counter;
  const stuck = counter.energy_j === 0 && integral.energy_j > 0;
  return stuck || counter.seen_s < 0.5 * integral.seen_s ? integral : counter;
}

function witnessEnergy({ samples, source }: Witness, window: PhaseWindow): MethodEnergy | null {
  requireOrder(samples);
  return integralEnergy(powerCourse(samples, source), window, source);
}

/** Rounding of nanoseconds to seconds and back is not a gap: under a microsecond counts as 0. */
const beyondRounding = (gap_s: number): number => (gap_s < 1e-6 ? 0 : gap_s);

function requireOrder(samples: readonly Sample[]): void {
  for (let i = 1; i < samples.length; i++) {
    const before_ns = (samples[i - 1] as Sample).t_ns;
    const t_ns = (samples[i] as Sample).t_ns;
    if (t_ns < before_ns)
      throw new RangeError(`expected samples in order of time, got ${t_ns} after ${before_ns}`);
  }
}

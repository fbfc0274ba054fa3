// Predicts the time and energy of a sweep, with intervals, from trials already seen.
import type { Interval } from '../statistics/analysis.ts';
import { median } from '../statistics/descriptives/median.ts';
import type { ForecastCell } from './columns.ts';
import { Draws } from './draws.ts';
import { drawTotals, type PlannedCell } from './total.ts';

/** One trial as the forecast sees it. */
export interface SeenTrial extends ForecastCell {
  /** Duration of the trial without its pauses (idle, thermal wait, cool-down), s. */
  readonly busy_s: number;
  /** Energy of its phases without the pauses, J; null when missing. */
  readonly busy_j: number | null;
  /** The training phase only. */
  readonly train_s: number;
  readonly train_j: number | null;
  /** Mean power in its idle phase, W; null without one. */
  readonly idle_w: number | null;
  /** Relative half-width of the energy's 95 % interval that is due to sensors or models. */
  readonly sensor_share: number | null;
}

export interface ForecastQuestion {
  readonly seen: readonly SeenTrial[];
  readonly planned: readonly PlannedCell[];
  /** Pauses of one planned trial, s. */
  readonly pause_s: number;
  /**
   * Standard deviation, in logarithms, of the common difference between the trials seen and those to come: a warmer
   * machine, another day. 0 within one sweep.
   */
  readonly session_sd: number;
  readonly seed: number;
  /** Default 1000. */
  readonly draws?: number;
}

/** Median of the draws and the interval that holds 95 % of them. */
export interface Estimate {
  readonly value: number;
  readonly ci: Interval;
}

export interface Forecast {
  /** All planned trials with their pauses. */
  readonly time_s: Estimate;
  /** All phases of all planned trials; null when no trial seen has an energy. */
  readonly energy_j: Estimate | null;
  /** The training phases only, which the analysis of a sweep is about. */
  readonly train_s: Estimate;
  readonly train_j: Estimate | null;
}

const DRAWS = 1000;
const LEVEL = 0.95;

/**
 * Simulates the planned trials (see total.ts for the model). Null before a trial has been seen; 0 when none is planned.
 * The sensors' error enters the energy as one common factor, because it is the same in every trial.
 */
export function forecast(question: ForecastQuestion): Forecast | null {
  const { seen, planned, session_sd, draws: count = DRAWS } = question;
  if (seen.length === 0) return null;
  const random = new Draws(question.seed);
  const session = Float64Array.from({ length: count }, () => Math.exp(session_sd * random.normal()));
  const sensor = sensorFactors(seen, random, count);
  const totals = (of: (trial: SeenTrial) => number | null): Float64Array | null => {
    const values = seen.flatMap((trial) => {
      const value = of(trial);
      return value !== null && value > 0 ? [{ levels: trial.levels, work: trial.work, value }] : [];
    });
    if (values.length === 0) return null;
    return drawTotals(values, planned, random, count).map((total, i) => total * (session[i] as number));
  };
  const trials = planned.reduce((sum, cell) => sum + cell.count, 0);
  const paused_s = trials * question.pause_s;
  const busy_s = totals((trial) => trial.busy_s) ?? new Float64Array(count);
  const busy_j = totals((trial) => trial.busy_j);
  const train_j = totals((trial) => trial.train_j);
  const idle = idlePowers(seen, random, count);
  return {
    time_s: estimate(busy_s.map((one_s) => one_s + paused_s)),
    energy_j:
      busy_j === null
        ? null
        : estimate(
            busy_j.map((one_j, i) => (one_j + paused_s * (idle[i] as number)) * (sensor[i] as number)),
          ),
    train_s: estimate(totals((trial) => trial.train_s) ?? new Float64Array(count)),
    train_j: train_j === null ? null : estimate(train_j.map((one_j, i) => one_j * (sensor[i] as number))),
  };
}

/**
 * Mean idle power and its standard error, one draw each; 0 where no idle phase was seen: idle energy is then excluded.
 */
function idlePowers(seen: readonly SeenTrial[], random: Draws, count: number): Float64Array {
  const powers = seen.flatMap(({ idle_w }) => (idle_w === null ? [] : [idle_w]));
  if (powers.length === 0) return new Float64Array(count);
  const mean = powers.reduce((sum, power_w) => sum + power_w, 0) / powers.length;
  const ss = powers.reduce((sum, power_w) => sum + (power_w - mean) ** 2, 0);
  const sd = powers.length > 1 ? Math.sqrt(ss / (powers.length - 1) / powers.length) : 0.1 * mean;
  return Float64Array.from({ length: count }, () => Math.max(0, mean + sd * random.normal()));
}

/**
 * The half-width is at 95 %, so 1.96 standard deviations. The median trial represents all: what widens the interval of
 * one short or broken trial does not apply to those to come.
 */
function sensorFactors(seen: readonly SeenTrial[], random: Draws, count: number): Float64Array {
  const shares = seen.flatMap(({ sensor_share }) => (sensor_share === null ? [] : [sensor_share]));
  const sd = shares.length === 0 ? 0 : median(shares) / 1.96;
  return Float64Array.from({ length: count }, () => Math.max(0, 1 + sd * random.normal()));
}

function estimate(totals: Float64Array): Estimate {
  const sorted = totals.slice().sort();
  const at = (p: number): number => {
    const place = p * (sorted.length - 1);
    const low = sorted[Math.floor(place)] as number;
    return low + (place % 1) * ((sorted[Math.ceil(place)] as number) - low);
  };
  return { value: at(0.5), ci: [at((1 - LEVEL) / 2), at((1 + LEVEL) / 2)] };
}

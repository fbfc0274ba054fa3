// Energy of a phase by one way of measuring: from its course, corrected at the edges, with its uncertainties.
import type { Sample, Source } from '../source.ts';
import { nsFromS, secondsBetween } from '../units.ts';
import { counterCourse } from './counter-course.ts';
import { type Course, integrate } from './course.ts';
import { type Edge, edgeOf, type Sharpness } from './edge.ts';
import { fluctuationW, stalledJ, type TimedValue, unlookedJ } from './fluctuation.ts';
import type { Refresh } from './held-values.ts';
import type { PhaseWindow } from './phase-window.ts';
import type { PowerCourse } from './power-course.ts';

/** Facts about a source that the energy of a phase depends on. */
export type EnergySource = Pick<
  Source,
  | 'domain'
  | 'kind'
  | 'update_period_s'
  | 'window_s'
  | 'coverage'
  | 'accuracy_pct'
  | 'counter_unit_j'
  | 'counter_range_j'
  | 'calibration'
>;

/** Longest averaging of any sensor studied so far, s (arXiv 2312.02741), for sensors with an unknown window. */
const LONGEST_WINDOW_S = 1;

/** Energy of a phase by one method, in the sensor's own joules: not calibrated. */
export interface MethodEnergy {
  readonly method: 'counter' | 'integral';
  /** Never negative. */
  readonly energy_j: number;
  /** Seconds whose energy is included in `energy_j`. */
  readonly seen_s: number;
  /** Seconds inside holes that a counter bridged: their energy is in `energy_j`, their course is not known. */
  readonly bridged_s: number;
  readonly flags: readonly string[];
  readonly edges: readonly Edge[];
  readonly refresh: Refresh;
  /** Standard uncertainty from the time the sensor did not observe, J, and the fluctuation it is based on, W. */
  readonly unlooked_u_j: number;
  readonly fluctuation_w: number | null;
  /** Standard uncertainty from an unknown averaging window, J; 0 where it is known. */
  readonly window_u_j: number;
  readonly course: Course;
}

/** Difference of the counter between the edges; null without two readings for the phase. */
export function counterEnergy(
  samples: readonly Sample[],
  window: PhaseWindow,
  source: EnergySource,
  power: PowerCourse,
): MethodEnergy | null {
  const course = counterCourse(samples, source);
  const { refresh } = course;
  const found = measured('counter', course, refresh, window, {
    window_s: 0,
    ramp_s: 0,
    coverage: source.coverage,
    is_counter: true,
  });
  if (found === null || source.coverage >= 1) return found;
  // The counter integrates the power that the sensor sees; the power readings next to it show best how that fluctuates.
  const steps: readonly TimedValue[] =
    power.values.length > 0
      ? power.values
      : course.pieces.map(({ t0_ns, t1_ns, power0_w }) => ({ t_ns: (t0_ns + t1_ns) / 2, power_w: power0_w }));
  const fluctuation_w = fluctuationW(steps, withoutEdges(window, power.refresh, source.window_s));
  const interval_s = refresh.period_s ?? refresh.tick_s ?? 0;
  const unlooked_u_j = unlookedJ(fluctuation_w ?? 0, found.seen_s, interval_s, source.coverage);
  return { ...found, fluctuation_w, unlooked_u_j };
}

/** Trapezoidal integral of the power between the edges; null without two readings for the phase. */
export function integralEnergy(
  course: PowerCourse,
  window: PhaseWindow,
  source: Pick<EnergySource, 'window_s' | 'coverage'>,
): MethodEnergy | null {
  const { refresh } = course;
  const found = measured('integral', course, refresh, window, {
    window_s: source.window_s ?? 0,
    // A known window is shifted to its middle, an unknown one lags by all of itself.
    ramp_s: source.window_s === null ? LONGEST_WINDOW_S : source.window_s / 2,
    coverage: source.coverage,
    is_counter: false,
  });
  if (found === null) return null;
  const inside = withoutEdges(window, refresh, source.window_s);
  const fluctuation_w = fluctuationW(course.values, inside);
  const interval_s = Math.max(refresh.period_s ?? 0, refresh.tick_s ?? 0);
  const share =
    source.window_s === null || interval_s === 0
      ? source.coverage
      : Math.min(source.coverage, source.window_s / interval_s);
  const s_w = fluctuation_w ?? 0;
  const unlooked_u_j = Math.hypot(
    unlookedJ(s_w, found.seen_s, interval_s, share),
    stalledJ(s_w, course.stalls_s, source.window_s ?? interval_s, window),
  );
  const window_u_j =
    source.window_s === null ? unknownWindowJ(found.edges, found.energy_j / Math.max(found.seen_s, 1e-9)) : 0;
  return { ...found, fluctuation_w, unlooked_u_j, window_u_j };
}

function measured(
  method: MethodEnergy['method'],
  course: Course,
  refresh: Refresh,
  window: PhaseWindow,
  sharpness: Sharpness,
): MethodEnergy | null {
  const { energy_j, seen_s, bridged_s } = integrate(course.pieces, window);
  const flags = new Set(
    course.incidents
      .filter(({ t0_ns, t1_ns }) => t0_ns < window.t_end_ns && t1_ns > window.t_begin_ns)
      .map(({ flag }) => flag),
  );
  if (seen_s === 0 && flags.size === 0) return null;
  const edges = (['begin', 'end'] as const)
    .map((side) => (seen_s === 0 ? null : edgeOf(course.pieces, window, side, sharpness)))
    .filter((edge) => edge !== null);
  const corrected_j = edges.reduce((sum, edge) => sum + edge.correction_j, energy_j);
  return {
    method,
    energy_j: Math.max(0, corrected_j),
    seen_s,
    bridged_s,
    flags: [...flags],
    edges,
    refresh,
    unlooked_u_j: 0,
    fluctuation_w: null,
    window_u_j: 0,
    course,
  };
}

/** The phase without the ramps at its edges, since a step there is not a fluctuation. */
function withoutEdges(
  window: PhaseWindow,
  { period_s, tick_s }: Refresh,
  window_s: number | null,
): PhaseWindow {
  const ramp_s = 2 * Math.max(period_s ?? 0, tick_s ?? 0) + (window_s ?? 0) / 2;
  const room_s = secondsBetween(window.t_begin_ns, window.t_end_ns) / 4;
  const cut_ns = nsFromS(Math.min(ramp_s, room_s));
  return { t_begin_ns: window.t_begin_ns + cut_ns, t_end_ns: window.t_end_ns - cut_ns };
}

/**
 * A sensor that averages over an unknown w reports the time w/2 ago: at the beginning the phase loses w/2 of the step D
 * into it, at the end nothing, because the average is still inside. w is at most the longest known, so the loss is at
 * most D w/2: taken as +- that, uniform. Where D is unknown the power is used instead.
 */
function unknownWindowJ(edges: readonly Edge[], mean_w: number): number {
  const begin = edges.find(({ side }) => side === 'begin');
  return begin ? (Math.abs(begin.step_w ?? mean_w) * LONGEST_WINDOW_S) / 2 / Math.sqrt(3) : 0;
}

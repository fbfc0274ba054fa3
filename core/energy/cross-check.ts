// Compares several ways of measuring the same time: they share a sensor, so they must agree whatever its gain.
import { secondsBetween } from '../units.ts';
import { integrate, seenSpans } from './course.ts';
import { COVERAGE_FACTOR } from './error-budget.ts';
import type { MethodEnergy } from './method-energy.ts';
import type { PhaseWindow } from './phase-window.ts';

/** Two ways that differ by more than this share of the larger disagree. */
const DISAGREEMENT = 0.05;
/** In multiples of the longest window or period; in less, the steps at the edges dominate. */
const LEAST_WINDOWS = 5;

/**
 * True when two ways disagree by more than 5 % and by more than their edges and unobserved time explain (95 %). Only
 * time that both observed is compared; a counter's line over a hole does not count. False where there is too little of
 * it: under five times the longer averaging window or posting period, `slowest_s`.
 */
export function disagree(a: MethodEnergy, b: MethodEnergy, window: PhaseWindow, slowest_s: number): boolean {
  const spans = commonSpans(a, b, window);
  const common_s = spans.reduce((sum, span) => sum + secondsBetween(span.t_begin_ns, span.t_end_ns), 0);
  if (common_s === 0 || common_s < LEAST_WINDOWS * slowest_s) return false;
  const whole = Math.abs(a.seen_s - common_s) < 1e-6 && Math.abs(b.seen_s - common_s) < 1e-6;
  const a_j = whole ? a.energy_j : energyOver(a, spans);
  const b_j = whole ? b.energy_j : energyOver(b, spans);
  // every span has two edges of its own
  const explained_j = COVERAGE_FACTOR * Math.hypot(ownJ(a), ownJ(b)) * Math.sqrt(spans.length);
  return Math.abs(a_j - b_j) > DISAGREEMENT * Math.max(a_j, b_j) + explained_j;
}

const ownJ = ({ edges, unlooked_u_j, window_u_j }: MethodEnergy): number =>
  Math.hypot(unlooked_u_j, window_u_j, ...edges.map(({ u_j }) => u_j));

const energyOver = ({ course }: MethodEnergy, spans: readonly PhaseWindow[]): number =>
  spans.reduce((sum, span) => sum + integrate(course.pieces, span).energy_j, 0);

function commonSpans(a: MethodEnergy, b: MethodEnergy, window: PhaseWindow): PhaseWindow[] {
  const [of_a, of_b] = [a, b].map(({ course }) =>
    seenSpans(
      course.pieces.filter(({ bridged }) => !bridged),
      window,
    ),
  ) as [PhaseWindow[], PhaseWindow[]];
  const common: PhaseWindow[] = [];
  for (const one of of_a)
    for (const other of of_b) {
      const t_begin_ns = Math.max(one.t_begin_ns, other.t_begin_ns);
      const t_end_ns = Math.min(one.t_end_ns, other.t_end_ns);
      if (secondsBetween(t_begin_ns, t_end_ns) > 1e-6) common.push({ t_begin_ns, t_end_ns });
    }
  return common;
}

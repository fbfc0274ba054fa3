// Uncertainty from fluctuating power that a sensor does not observe all the time.
import { nsFromS } from '../units.ts';
import type { PhaseWindow } from './phase-window.ts';

/** A value and the time it applies to. */
export interface TimedValue {
  readonly t_ns: number;
  readonly power_w: number;
}

/**
 * Standard deviation of a fluctuating power from one value to the next, W: the smaller of the usual one and the mean
 * square successive difference (von Neumann, Kent, Bellinson, Hart 1941), s^2 = sum (p[k+1] - p[k])^2 / 2(n - 1). For
 * independent values both are the same. A ramp or a step between stages, which a line between two values follows,
 * hardly enters the second; a swing that alternates from value to value, which counts double in the second, enters the
 * first only once. Null below three values.
 */
export function fluctuationW(values: readonly TimedValue[], inside: PhaseWindow): number | null {
  let [differences, pairs, sum_w] = [0, 0, 0];
  const seen: number[] = [];
  for (let k = 0; k < values.length; k++) {
    const { t_ns, power_w } = values[k] as TimedValue;
    if (t_ns < inside.t_begin_ns || t_ns > inside.t_end_ns) continue;
    const before_w = seen.at(-1);
    if (before_w !== undefined) {
      differences += (power_w - before_w) ** 2;
      pairs++;
    }
    seen.push(power_w);
    sum_w += power_w;
  }
  if (pairs < 2) return null;
  const mean_w = sum_w / seen.length;
  const squares = seen.reduce((so_far, power_w) => so_far + (power_w - mean_w) ** 2, 0);
  return Math.sqrt(Math.min(differences / (2 * pairs), squares / pairs));
}

/**
 * Standard uncertainty of the energy over `seen_s` from unobserved time, J. In each interval of `interval_s` the share
 * `share` is seen, as one mean v; the unseen rest has its own mean, independent of v, with 1/(1 - share) x share of its
 * variance s^2. The error of taking v for all of it has the variance (1 - share)^2 s^2 (1 + share / (1 - share)) = (1 -
 * share) s^2, and n = seen / interval of them are independent (type A, JCGM 100:2008, 4.2.3):
 *
 *     u = s x seen x sqrt((1 - share) / n)
 *
 * Not covered: a load whose period is (nearly) a multiple of the interval always shows the same part of itself.
 */
export function unlookedJ(s_w: number, seen_s: number, interval_s: number, share: number): number {
  return s_w * Math.sqrt(Math.max(0, 1 - share) * seen_s * interval_s);
}

/** The same for single long gaps between readings, each an interval of which one window was seen. */
export function stalledJ(
  s_w: number,
  stalls: readonly { readonly t_ns: number; readonly spacing_s: number }[],
  window_s: number,
  phase: PhaseWindow,
): number {
  let squares = 0;
  for (const { t_ns, spacing_s } of stalls)
    if (t_ns > phase.t_begin_ns && t_ns - nsFromS(spacing_s) < phase.t_end_ns)
      squares += spacing_s ** 2 * Math.max(0, 1 - window_s / spacing_s);
  return s_w * Math.sqrt(squares);
}

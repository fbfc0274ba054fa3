// Energy of a phase by integrating power: the way for a sensor or model without a counter, and the check of one with.
import { NS_PER_S } from '../units.ts';
import {
  type Edge,
  longestSpacingS,
  type MethodEnergy,
  overlapS,
  type PhaseSample,
  type PhaseWindow,
} from './phase-window.ts';

/**
 * Trapezoid of the power samples, clipped to the window with linearly interpolated edges. A hole longer than
 * `longestSpacingS` is not bridged and nothing is held beyond the last sample: that time is simply not seen.
 *
 * All samples are used, not only those where the value changed: a constant power has no change for minutes, and a
 * straight line from one change to the next would then invent a ramp. Repeated values cost at most half an update
 * period at each edge, which the interval holds.
 * Null when no two samples meet the window.
 */
export function integralEnergy(samples: readonly PhaseSample[], window: PhaseWindow): MethodEnergy | null {
  const longest_s = longestSpacingS(samples);
  const edges: Edge[] = [];
  let energy_j = 0;
  let seen_s = 0;
  let last: { readonly t_ns: number; readonly power_w: number } | null = null;
  for (const { t_ns, power_w } of samples) {
    // No sensor of a consumer of power reads below zero: such a value is a failed reading.
    if (power_w === null || !Number.isFinite(power_w) || power_w < 0) continue;
    const from = last;
    last = { t_ns, power_w };
    if (from === null) continue;
    const spacing_s = (t_ns - from.t_ns) / NS_PER_S;
    const shared_s = overlapS(from.t_ns, t_ns, window);
    if (shared_s === 0 || spacing_s > longest_s) continue;
    const at = (edge_ns: number): number =>
      from.power_w + ((power_w - from.power_w) * (edge_ns - from.t_ns)) / (t_ns - from.t_ns);
    const power_begin_w = at(Math.max(from.t_ns, window.t_begin_ns));
    const power_end_w = at(Math.min(t_ns, window.t_end_ns));
    energy_j += ((power_begin_w + power_end_w) / 2) * shared_s;
    seen_s += shared_s;
    if (from.t_ns <= window.t_begin_ns) edges.push({ power_w: power_begin_w, spacing_s });
    if (t_ns >= window.t_end_ns) edges.push({ power_w: power_end_w, spacing_s });
  }
  return seen_s === 0 ? null : { energy_j, seen_s, bridged_s: 0, edges, flags: [] };
}

// Energy of a phase by its counter: the first choice, since a counter misses nothing between two readings.
import { NS_PER_S } from '../units.ts';
import { CounterDiff } from './counter-difference.ts';
import {
  type Edge,
  longestSpacingS,
  type MethodEnergy,
  overlapS,
  type PhaseSample,
  type PhaseWindow,
} from './phase-window.ts';

/** No single package, memory bank or GPU module draws more, W: a "wrap" that would need more was a reset. */
const PLAUSIBLE_POWER_W = 5000;
/** A slow counter posts the energy of its whole update period at once, s; none in use is slower. */
const SLOWEST_UPDATE_S = 1;

/**
 * Difference of the counter over the window, linearly interpolated between the samples around each edge. Wraps are
 * corrected and flagged `wrapped`. A reset ends the segment: the time between the readings around it is not seen, and
 * the flag says `reset`. Nothing is extrapolated beyond the first and last reading.
 * Null when no two readings meet the window.
 */
export function counterEnergy(
  samples: readonly PhaseSample[],
  window: PhaseWindow,
  range_j: number | null,
): MethodEnergy | null {
  const longest_s = longestSpacingS(samples);
  const counter = new CounterDiff(range_j);
  const flags = new Set<string>();
  const edges: Edge[] = [];
  let energy_j = 0;
  let seen_s = 0;
  let bridged_s = 0;
  let last_ns = Number.NaN;
  for (const { t_ns, energy_j: reading_j } of samples) {
    if (reading_j === null || !Number.isFinite(reading_j) || t_ns === last_ns) continue;
    const from_ns = last_ns;
    const spacing_s = (t_ns - from_ns) / NS_PER_S;
    last_ns = t_ns;
    const step = counter.update(reading_j, PLAUSIBLE_POWER_W * Math.max(spacing_s, SLOWEST_UPDATE_S));
    if (step.kind === 'first') continue;
    const shared_s = overlapS(from_ns, t_ns, window);
    if (shared_s === 0) continue;
    if (step.kind === 'reset') {
      flags.add('reset');
      continue;
    }
    if (step.kind === 'wrapped') flags.add('wrapped');
    energy_j += step.energy_j * (shared_s / spacing_s);
    seen_s += shared_s;
    if (spacing_s > longest_s) bridged_s += shared_s;
    const edge = { power_w: step.energy_j / spacing_s, spacing_s };
    if (from_ns <= window.t_begin_ns) edges.push(edge);
    if (t_ns >= window.t_end_ns) edges.push(edge);
  }
  if (seen_s === 0)
    return flags.has('reset') ? { energy_j: 0, seen_s, bridged_s, edges, flags: [...flags] } : null;
  return { energy_j, seen_s, bridged_s, edges, flags: [...flags] };
}

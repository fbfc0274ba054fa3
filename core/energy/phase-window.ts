// What the energy of a phase is computed from and what every way of computing it answers.
import { NS_PER_S } from '../units.ts';

/** One stored reading of one source. A missing value is null and says why in `flag`. */
export interface PhaseSample {
  readonly t_ns: number;
  readonly power_w: number | null;
  readonly energy_j: number | null;
  readonly flag: string | null;
}

/** A phase, in CLOCK_MONOTONIC nanoseconds. */
export interface PhaseWindow {
  readonly t_begin_ns: number;
  readonly t_end_ns: number;
}

/** One of the two ends of a phase, as far as it makes the energy uncertain. */
export interface Edge {
  /** Power next to the edge, W. */
  readonly power_w: number;
  /** Distance between the two samples that hold the edge, s. */
  readonly spacing_s: number;
}

/** Energy of a phase by one method. */
export interface MethodEnergy {
  readonly energy_j: number;
  /** Seconds whose energy is in `energy_j`. */
  readonly seen_s: number;
  /** Seconds inside holes that a counter bridged: their energy is in `energy_j`, their course is not known. */
  readonly bridged_s: number;
  readonly edges: readonly Edge[];
  readonly flags: readonly string[];
}

/** Seconds that two samples and the window have in common; 0 when they do not meet. */
export const overlapS = (t_from_ns: number, t_to_ns: number, window: PhaseWindow): number =>
  Math.max(0, Math.min(t_to_ns, window.t_end_ns) - Math.max(t_from_ns, window.t_begin_ns)) / NS_PER_S;

/**
 * The longest distance between two samples that is still taken for ordinary sampling, s: three times the median
 * spacing, and never under 1 s, for a busy machine delays a sampler by tenths of a second and a straight line over
 * less than a sensor's own averaging (1 s on most GPUs) adds nothing worse than the sensor does.
 */
export function longestSpacingS(samples: readonly PhaseSample[]): number {
  const spacings: number[] = [];
  for (let i = 1; i < samples.length; i++) {
    spacings.push(((samples[i] as PhaseSample).t_ns - (samples[i - 1] as PhaseSample).t_ns) / NS_PER_S);
  }
  spacings.sort((a, b) => a - b);
  const typical_s = spacings[Math.floor(spacings.length / 2)] ?? 0;
  return Math.max(3 * typical_s, 1);
}

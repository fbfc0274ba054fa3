// The samples and the window from which the energy of a phase is computed.
import type { Sample } from '../source.ts';
import { secondsBetween } from '../units.ts';

/** A phase, in CLOCK_MONOTONIC nanoseconds. */
export interface PhaseWindow {
  readonly t_begin_ns: number;
  readonly t_end_ns: number;
}

/** Seconds that a stretch of time and the window have in common; 0 when they do not meet. */
export const overlapS = (t_from_ns: number, t_to_ns: number, window: PhaseWindow): number =>
  Math.max(0, secondsBetween(Math.max(t_from_ns, window.t_begin_ns), Math.min(t_to_ns, window.t_end_ns)));

/**
 * The middle one of some numbers, the upper one of two; null for none. C. A. R. Hoare, "Find", Comm. ACM 4 (1961) 321.
 */
export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const row = Float64Array.from(values);
  const middle = Math.floor(row.length / 2);
  let [first, last] = [0, row.length - 1];
  while (first < last) {
    const pivot = row[(first + last) >>> 1] as number;
    let [i, j] = [first, last];
    while (i <= j) {
      while ((row[i] as number) < pivot) i++;
      while ((row[j] as number) > pivot) j--;
      if (i > j) break;
      const swapped = row[i] as number;
      row[i++] = row[j] as number;
      row[j--] = swapped;
    }
    // All values between j and i equal the pivot.
    if (middle <= j) last = j;
    else if (middle >= i) first = i;
    else break;
  }
  return row[middle] as number;
}

/**
 * The longest distance between two readings that still counts as ordinary sampling, s: three times the usual one and at
 * least 1 s, because a busy machine delays a sampler by tenths of a second and a straight line over less than a sensor's
 * own averaging (1 s on most GPUs) adds nothing worse than the sensor does.
 *
 * Only the first and the last of equal readings are stored, so the usual distance is that of neighbours that differ, or
 * of all where none do.
 */
export function longestSpacingS(samples: readonly Sample[]): number {
  const spacings: number[] = [];
  const between_changes: number[] = [];
  for (let i = 1; i < samples.length; i++) {
    const from = samples[i - 1] as Sample;
    const to = samples[i] as Sample;
    const spacing_s = secondsBetween(from.t_ns, to.t_ns);
    spacings.push(spacing_s);
    if (from.power_w !== to.power_w || from.energy_j !== to.energy_j) between_changes.push(spacing_s);
  }
  return Math.max(3 * (medianOf(between_changes) ?? medianOf(spacings) ?? 0), 1);
}

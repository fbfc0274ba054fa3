// Distinguishes a machine that slept from a calendar that was set, which look the same on the calendar clock.

import { msFromNs } from '../../core/units.ts';
import type { Anchor } from '../../db/samples.ts';

/** Smaller differences are drift, rounding, or a clock being slewed, ms. */
export const NEGLIGIBLE_MS = 1000;

export interface Jump {
  /** `suspended`: never combine readings from both sides of it. `clock_stepped`: only the calendar moved. */
  readonly kind: 'suspended' | 'clock_stepped';
  readonly message: string;
}

/** Movement of the calendar against the monotonic clock between two anchors, ms. */
const driftMs = (from: Anchor, to: Anchor): number =>
  to.unix_ms - from.unix_ms - msFromNs(to.t_ns - from.t_ns);

/** True when the calendar alone suggests a jump; cheap enough for every tick. */
export const mayHaveJumped = (from: Anchor, t_ns: number, unix_ms: number): boolean =>
  Math.abs(unix_ms - from.unix_ms - msFromNs(t_ns - from.t_ns)) > NEGLIGIBLE_MS;

/**
 * The jump between two anchors, if any. CLOCK_MONOTONIC stops while the machine sleeps and CLOCK_BOOTTIME does not;
 * setting the calendar moves neither. Without the boot clock a leap forward counts as sleep, which costs one interval
 * of a counter but cannot corrupt an energy.
 */
export function jumpBetween(from: Anchor, to: Anchor): Jump | null {
  const drift_ms = driftMs(from, to);
  const slept_ms =
    from.boot_ms !== null && to.boot_ms !== null
      ? to.boot_ms - from.boot_ms - msFromNs(to.t_ns - from.t_ns)
      : drift_ms;
  if (slept_ms > NEGLIGIBLE_MS)
    return {
      kind: 'suspended',
      message: `the machine slept for ${(slept_ms / 1e3).toFixed(1)} s: no phase includes the energy of that time`,
    };
  if (Math.abs(drift_ms) <= NEGLIGIBLE_MS) return null;
  const seconds = `${drift_ms > 0 ? '+' : '-'}${Math.abs(drift_ms / 1e3).toFixed(1)} s`;
  return {
    kind: 'clock_stepped',
    message: `the calendar clock was changed by ${seconds}; sample timestamps do not depend on it`,
  };
}

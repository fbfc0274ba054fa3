// Tells a machine that slept from a calendar that was set: both look alike on the calendar clock alone.

import { msFromNs } from '../../core/units.ts';
import type { Anchor } from '../../db/samples.ts';

/** Differences below are drift, rounding, or a clock being steered, ms. */
export const NEGLIGIBLE_MS = 1000;

export interface Jump {
  /** `suspended`: nothing may be made of readings on both sides of it. `clock_stepped`: only the calendar moved. */
  readonly kind: 'suspended' | 'clock_stepped';
  readonly message: string;
}

/** How far the calendar moved against the monotonic clock between two anchors, ms. */
const driftMs = (from: Anchor, to: Anchor): number =>
  to.unix_ms - from.unix_ms - msFromNs(to.t_ns - from.t_ns);

/** Whether the calendar alone gives reason to look: cheap enough for every tick. */
export const mayHaveJumped = (from: Anchor, t_ns: number, unix_ms: number): boolean =>
  Math.abs(unix_ms - from.unix_ms - msFromNs(t_ns - from.t_ns)) > NEGLIGIBLE_MS;

/**
 * What happened between two anchors. CLOCK_MONOTONIC stands still while the machine sleeps and CLOCK_BOOTTIME does not;
 * setting the calendar moves neither. Without the boot clock a leap forward counts as sleep, which costs one interval of a
 * counter and can spoil no energy.
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
      message: `the machine slept for ${(slept_ms / 1e3).toFixed(1)} s: what it used meanwhile is in no phase`,
    };
  if (Math.abs(drift_ms) <= NEGLIGIBLE_MS) return null;
  const seconds = `${drift_ms > 0 ? '+' : '-'}${Math.abs(drift_ms / 1e3).toFixed(1)} s`;
  return {
    kind: 'clock_stepped',
    message: `the calendar clock was set by ${seconds}; no stamp of a sample depends on it`,
  };
}

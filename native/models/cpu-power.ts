// Models the CPU's power as a straight line in its utilisation, for machines without a readable counter.

/** Assumed idle power as a share of the busy power; the value of CodeCarbon's load model. */
export const IDLE_SHARE = 0.1;
/** Watts per hardware thread of a CPU missing from the table; CodeCarbon's fallback. */
export const FALLBACK_W_PER_THREAD = 4;

export const LINEAR_MODEL_REFERENCE =
  'Fan, Weber, Barroso 2007, Power provisioning for a warehouse-sized computer, ISCA, doi:10.1145/1250662.1250665 (power linear in utilisation); CodeCarbon v3 (idle share, 4 W per thread)';

/**
 * Power in watts at `utilisation` (0 to 1, clamped) of a CPU drawing `busy_w` when every thread is busy.
 * idle + (busy - idle) x utilisation, after Fan, Weber and Barroso 2007. It ignores frequency, vector units and turbo,
 * hence the wide stated error.
 */
export function cpuPowerW(busy_w: number, utilisation: number, idle_share = IDLE_SHARE): number {
  const idle_w = busy_w * idle_share;
  return idle_w + (busy_w - idle_w) * Math.min(1, Math.max(0, utilisation));
}

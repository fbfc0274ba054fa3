// The engine's clocks, in one place.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Anchor } from '../../db/samples.ts';

/** CLOCK_MONOTONIC in nanoseconds, used for every timestamp in a study. */
export const monotonicNs = (): number => Number(process.hrtime.bigint());

/** Calendar time, for people who read the study. */
export const unixMs = (): number => Date.now();

/** CLOCK_BOOTTIME in milliseconds, which includes sleep. Null when the system does not report it. */
function bootMs(proc_root: string): number | null {
  try {
    const seconds = Number.parseFloat(readFileSync(join(proc_root, 'uptime'), 'latin1'));
    return Number.isFinite(seconds) ? seconds * 1e3 : null;
  } catch {
    return null;
  }
}

/** The current time on all three clocks. */
export const takeAnchor = (proc_root: string): Anchor => ({
  t_ns: monotonicNs(),
  unix_ms: unixMs(),
  boot_ms: bootMs(proc_root),
});

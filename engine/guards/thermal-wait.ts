// Waits until the machine is as cool as it was: a warm chip leaks more current, and the next trial would pay for it.
import { setTimeout as sleep } from 'node:timers/promises';
import { secondsBetween } from '../../core/units.ts';
import { monotonicNs } from '../setup/clock.ts';
import type { Temperatures } from './machine-watch.ts';

export interface ThermalWait {
  readonly waited_s: number;
  /** Sensors that were still too warm when the longest wait was over; empty when all were cool. */
  readonly too_warm: readonly string[];
}

const LOOK_MS = 250;

/**
 * @param reference of the first idle baseline; a sensor that is not in both is not waited for
 * @throws the signal's reason when the user stops meanwhile
 */
export async function waitUntilCool(
  temperatures: () => Temperatures,
  reference: Temperatures,
  { band_c, timeout_s }: { readonly band_c: number; readonly timeout_s: number },
  signal: AbortSignal,
): Promise<ThermalWait> {
  const begin_ns = monotonicNs();
  for (;;) {
    const now = temperatures();
    const too_warm = [...reference]
      .filter(([sensor, cool_c]) => (now.get(sensor) ?? Number.NEGATIVE_INFINITY) > cool_c + band_c)
      .map(([sensor]) => sensor);
    const waited_s = secondsBetween(begin_ns, monotonicNs());
    if (too_warm.length === 0 || waited_s >= timeout_s) return { waited_s, too_warm };
    await sleep(LOOK_MS, undefined, { signal });
  }
}

// Waits until the machine has cooled down again, because a warm chip leaks more current during the next trial.
import { setTimeout as sleep } from 'node:timers/promises';
import { secondsBetween } from '../../core/units.ts';
import { monotonicNs } from '../setup/clock.ts';
import type { Temperatures } from './machine-watch.ts';

export interface ThermalWait {
  readonly waited_s: number;
  /** Sensors still too warm after the longest wait; empty when all were cool. */
  readonly too_warm: readonly string[];
}

const LOOK_MS = 250;

/**
 * @param reference temperatures of the first idle baseline; a sensor missing now or then is ignored
 * @throws the signal's reason when the user stops the wait
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

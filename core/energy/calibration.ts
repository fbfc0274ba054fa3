// Applies the user's calibration, a comparison of a sensor with a better meter, to sources and energies.
import type { Settings } from '../settings.ts';
import type { Calibration, Source } from '../source.ts';
import type { MethodEnergy } from './method-energy.ts';

/**
 * The source with the calibration the user stored for it; the same source where there is none. A second witness
 * (`check_of`) reads the same sensor, so without its own calibration it gets that of the source it checks. Used when a
 * sampler starts.
 */
export function withCalibration(source: Source, settings: Pick<Settings, 'calibrations'>): Source {
  const of = (id: string | null) => settings.calibrations.find(({ source_id }) => source_id === id);
  const found = of(source.id) ?? of(source.check_of);
  if (!found) return source;
  const { source_id: _, ...calibration } = found;
  return { ...source, calibration };
}

/** True energy = gain x reading + offset_w x the seconds covered by readings. Null without any; never negative. */
export function calibratedJ(
  found: Pick<MethodEnergy, 'energy_j' | 'seen_s'> | null,
  calibration: Calibration | null,
): number | null {
  if (found === null || found.seen_s === 0) return null;
  if (calibration === null) return found.energy_j;
  return Math.max(0, calibration.gain * found.energy_j + calibration.offset_w * found.seen_s);
}

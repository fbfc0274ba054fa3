// Readings of a wall meter that the user enters: the power it shows, or the energy it has counted.
import { z } from 'zod';
import { J_PER_KWH, nsFromS } from '../units.ts';

const error =
  'expected watts (0 to 100,000) or the meter’s counter in kWh (0 or more), and how long ago it was read';
const upTo = (most: number) => z.number({ error }).min(0, { error }).max(most, { error });

export const WallEntry = z.union(
  [
    z.strictObject({ power_w: upTo(100_000), age_s: upTo(3600) }, { error }),
    /** The meter's own counter, which may have any value when the sweep begins. */
    z.strictObject({ energy_kwh: upTo(1e7), age_s: upTo(3600) }, { error }),
  ],
  { error },
);
/** `age_s`: seconds since it was read, because typing takes a while. */
export type WallEntry = z.infer<typeof WallEntry>;

/** A reading as it is stored. */
export interface WallReading {
  /** Null: read between trials. */
  readonly trial: number | null;
  readonly t_ns: number;
  readonly power_w: number | null;
  readonly energy_j: number | null;
  /** `typed`: read off a display and typed in by the user. */
  readonly method: string;
}

export const wallReading = (entry: WallEntry, trial: number | null, now_ns: number): WallReading => ({
  trial,
  t_ns: Math.round(now_ns - nsFromS(entry.age_s)),
  power_w: 'power_w' in entry ? entry.power_w : null,
  energy_j: 'energy_kwh' in entry ? entry.energy_kwh * J_PER_KWH : null,
  method: 'typed',
});

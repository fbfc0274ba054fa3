// The user's settings: origin of the electricity and how results are judged. Shared by the app and the CLI.
import { z } from 'zod';
import { Alpha } from './statistics/options.ts';

/** A sensor compared with a better meter: true power = gain x reading + offset_w. Kept by the id of the source. */
export const StoredCalibration = z.object({
  source_id: z.string().min(1).max(200),
  gain: z.number().min(0.5).max(2),
  offset_w: z.number().min(-200).max(200),
  /** Half-width of the remaining 95 % interval, in per cent. */
  accuracy_pct: z.number().min(0.1).max(50),
  /** The meter it was compared with, and when. */
  note: z.string().max(500).default(''),
});
export type StoredCalibration = z.infer<typeof StoredCalibration>;

export const Settings = z.object({
  /** ISO 3166 alpha-3 code of the country whose grid average is used; null: the world average, with a caveat. */
  region: z.string().length(3).nullable().default(null),
  /** The user's own factor in g CO2e per kWh; takes precedence over the region. */
  intensity_g_per_kwh: z.number().positive().max(5000).nullable().default(null),
  /** Power usage effectiveness of the building: 1 for a workstation. */
  pue: z.number().min(1).max(5).default(1),
  alpha: Alpha.default(0.05),
  /** At most one per source; read when a sampler starts. */
  calibrations: z
    .array(StoredCalibration)
    .refine((all) => new Set(all.map(({ source_id }) => source_id)).size === all.length, {
      error: 'expected one calibration per source, got two for the same one; delete one of them',
    })
    .default([]),
  /** Readings per second of the power sources that allow this rate. */
  sample_hz: z.number().min(1).max(100).default(10),
  /** Readings per second of the CPU's energy counters; null: as for the others. */
  counter_hz: z.number().min(1).max(1000).nullable().default(null),
  /** Unit of energies in the window; files, the terminal and the report use joules. */
  energy_unit: z.enum(['J', 'Wh']).default('J'),
  /** Folder for new studies; null: in the data folder. */
  studies_dir: z.string().min(1).max(4000).nullable().default(null),
  theme: z.enum(['light', 'dark', 'auto']).default('auto'),
});
export type Settings = z.infer<typeof Settings>;
/** Settings that a study stores: all but those of the window's look and of the place of files. */
export const studySettings = ({ studies_dir: _dir, theme: _theme, energy_unit: _unit, ...kept }: Settings) =>
  kept;

export const DEFAULT_SETTINGS: Settings = Settings.parse({});

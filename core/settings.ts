// What the user chose once: where the electricity comes from and how results are judged. Kept by the app and the CLI.
import { z } from 'zod';
import { Alpha } from './statistics/options.ts';

/** A sensor compared with a better meter: true power = gain x reading + offset_w. Kept by the id of the source. */
export const StoredCalibration = z.object({
  source_id: z.string().min(1).max(200),
  gain: z.number().min(0.5).max(2),
  offset_w: z.number().min(-200).max(200),
  /** Half-width of the 95 % interval that is left, in per cent. */
  accuracy_pct: z.number().min(0.1).max(50),
  /** With what and when it was compared. */
  note: z.string().max(500).default(''),
});
export type StoredCalibration = z.infer<typeof StoredCalibration>;

export const Settings = z.object({
  /** ISO 3166 alpha-3 code of the country whose grid average is used; null: the world average, and it is said. */
  region: z.string().length(3).nullable().default(null),
  /** The user's own factor in g CO2e per kWh; goes before the region. */
  intensity_g_per_kwh: z.number().positive().max(5000).nullable().default(null),
  /** Power usage effectiveness of the building: 1 for a workstation. */
  pue: z.number().min(1).max(5).default(1),
  alpha: Alpha.default(0.05),
  /** One a source at most; read when a sampler starts. */
  calibrations: z
    .array(StoredCalibration)
    .refine((all) => new Set(all.map(({ source_id }) => source_id)).size === all.length, {
      error: 'expected one calibration a source, got two of one; delete one of them',
    })
    .default([]),
  /** Readings a second of the power sources that allow as many. */
  sample_hz: z.number().min(1).max(100).default(10),
  /** Of the CPU's energy counters; null: as the others. */
  counter_hz: z.number().min(1).max(1000).nullable().default(null),
  /** Of energies in the window; files, the terminal and the report are in joules. */
  energy_unit: z.enum(['J', 'Wh']).default('J'),
  /** Folder that new studies go to; null: in the data folder. */
  studies_dir: z.string().min(1).max(4000).nullable().default(null),
  theme: z.enum(['light', 'dark', 'auto']).default('auto'),
});
export type Settings = z.infer<typeof Settings>;
/** What a study keeps of them: nothing that only says how somebody's window looks and where their files lie. */
export const studySettings = ({ studies_dir: _dir, theme: _theme, energy_unit: _unit, ...kept }: Settings) =>
  kept;

export const DEFAULT_SETTINGS: Settings = Settings.parse({});

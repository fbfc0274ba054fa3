// What the user chose once: where the electricity comes from and how results are judged. Kept by the app and the CLI.
import { z } from 'zod';

export const Settings = z.object({
  /** ISO 3166 alpha-3 code of the country whose grid average is used; null: the world average, and it is said. */
  region: z.string().length(3).nullable().default(null),
  /** The user's own factor in g CO2e per kWh; goes before the region. */
  intensity_g_per_kwh: z.number().positive().max(5000).nullable().default(null),
  /** Power usage effectiveness of the building: 1 for a workstation. */
  pue: z.number().min(1).max(5).default(1),
  alpha: z.number().gt(0).lt(0.5).default(0.05),
  theme: z.enum(['light', 'dark', 'auto']).default('auto'),
});
export type Settings = z.infer<typeof Settings>;
export const DEFAULT_SETTINGS: Settings = Settings.parse({});

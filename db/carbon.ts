// The carbon factor that was in force when the study was made.
import type { StudyFile } from './study-file.ts';

export interface StoredFactor {
  readonly intensity_g_per_kwh: number;
  readonly region: string;
  readonly year: string | null;
  readonly source: string;
  readonly licence: string;
  readonly pue: number;
}

export function insertFactor(study: StudyFile, factor: StoredFactor): void {
  study.db
    .prepare('insert into carbon values (1, @intensity_g_per_kwh, @region, @year, @source, @licence, @pue)')
    .run(factor);
}

// The carbon factor in force when the study was recorded.
import { insertSql } from './insert.ts';
import type { StudyFile } from './study-file.ts';

export interface StoredCarbonFactor {
  readonly intensity_g_per_kwh: number;
  readonly region: string;
  readonly year: string | null;
  readonly source: string;
  readonly licence: string;
  readonly pue: number;
}

const COLUMNS = ['id', 'intensity_g_per_kwh', 'region', 'year', 'source', 'licence', 'pue'] as const;

export function insertCarbonFactor(study: StudyFile, factor: StoredCarbonFactor): void {
  study.db.prepare(insertSql('carbon', COLUMNS)).run({ ...factor, id: 1 });
}

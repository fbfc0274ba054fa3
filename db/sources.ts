// The power sources of the study, one row each; samples refer to them by number.
import type { Source } from '../core/source.ts';
import { insertSql } from './insert.ts';
import type { StudyFile } from './study-file.ts';

/** Columns named like the fields of a source; its `id` is stored as `source_id`, as `id` is the row number. */
const PLAIN_COLUMNS = [
  'device',
  'domain',
  'kind',
  'method',
  'reference',
  'update_period_s',
  'window_s',
  'coverage',
  'accuracy_pct',
  'counter_range_j',
  'counter_unit_j',
  'check_of',
] as const satisfies readonly (keyof Source)[];
const COLUMNS = ['id', 'source_id', ...PLAIN_COLUMNS, 'is_constant', 'calibration_json'];

/** Stores the sources in order, numbered 1 to n. */
export function insertSources(study: StudyFile, sources: readonly Source[]): void {
  const insert = study.db.prepare(insertSql('source', COLUMNS));
  study.db.transaction(() =>
    sources.forEach(({ id: source_id, calibration, is_constant, ...source }, index) => {
      insert.run({
        ...source,
        id: index + 1,
        source_id,
        is_constant: is_constant ? 1 : 0,
        calibration_json: calibration === null ? null : JSON.stringify(calibration),
      });
    }),
  )();
}

type Row = Omit<Source, 'calibration' | 'is_constant'> & {
  is_constant: 0 | 1;
  calibration_json: string | null;
};

/** The sources in the order of their numbers. */
export function readSources(study: StudyFile): Source[] {
  const rows = study.db
    .prepare(
      `select source_id as id, ${PLAIN_COLUMNS.join(', ')}, is_constant, calibration_json from source order by source.id`,
    )
    .all() as Row[];
  return rows.map(({ calibration_json, is_constant, ...source }) => ({
    ...source,
    is_constant: is_constant === 1,
    calibration: calibration_json === null ? null : JSON.parse(calibration_json),
  }));
}

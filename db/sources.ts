// The power sources of the study, one row each; samples refer to them by number.
import type { Source } from '../core/source.ts';
import type { StudyFile } from './study-file.ts';

/** Stores the sources in order; the numbers are 1 to n in the same order. */
export function insertSources(study: StudyFile, sources: readonly Source[]): void {
  const insert = study.db.prepare(
    `insert into source (id, source_id, device, domain, kind, method, reference, update_period_s, window_s, coverage,
       accuracy_pct, counter_range_j, counter_unit_j, check_of, calibration_json)
     values (@row, @id, @device, @domain, @kind, @method, @reference, @update_period_s, @window_s, @coverage,
       @accuracy_pct, @counter_range_j, @counter_unit_j, @check_of, @calibration_json)`,
  );
  study.db.transaction(() =>
    sources.forEach(({ calibration, ...source }, index) => {
      const calibration_json = calibration === null ? null : JSON.stringify(calibration);
      insert.run({ ...source, calibration_json, row: index + 1 });
    }),
  )();
}

/** The sources in the order of their numbers. */
export function readSources(study: StudyFile): Source[] {
  const rows = study.db
    .prepare(
      `select source_id as id, device, domain, kind, method, reference, update_period_s, window_s, coverage,
         accuracy_pct, counter_range_j, counter_unit_j, check_of, calibration_json from source order by source.id`,
    )
    .all() as (Omit<Source, 'calibration'> & { calibration_json: string | null })[];
  return rows.map(({ calibration_json, ...source }) => ({
    ...source,
    calibration: calibration_json === null ? null : JSON.parse(calibration_json),
  }));
}

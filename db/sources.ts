// The power sources of the study, one row each; samples refer to them by number.
import type { Source } from '../core/source.ts';
import type { StudyFile } from './study-file.ts';

/** Stores the sources in order; the numbers are 1 to n in the same order. */
export function insertSources(study: StudyFile, sources: readonly Source[]): void {
  const insert = study.db.prepare(
    `insert into source (id, source_id, device, domain, kind, method, reference, update_period_s, accuracy_pct,
       counter_range_j, counter_unit_j)
     values (@row, @id, @device, @domain, @kind, @method, @reference, @update_period_s, @accuracy_pct,
       @counter_range_j, @counter_unit_j)`,
  );
  study.db.transaction(() => sources.forEach((source, index) => insert.run({ ...source, row: index + 1 })))();
}

/** The sources in the order of their numbers. */
export function readSources(study: StudyFile): Source[] {
  return study.db
    .prepare(
      `select source_id as id, device, domain, kind, method, reference, update_period_s, accuracy_pct,
         counter_range_j, counter_unit_j from source order by source.id`,
    )
    .all() as Source[];
}

// Trials excluded from the statistics by hand. An exclusion that was undone stays on record.
import { linkExclusion } from './chain/closing.ts';
import { insertSql } from './insert.ts';
import type { StudyFile } from './study-file.ts';

export interface StoredExclusion {
  readonly trial: number;
  readonly reason: string;
  readonly excluded_unix_ms: number;
  /** Null: still excluded. */
  readonly included_unix_ms: number | null;
}

export function insertExclusion(
  study: StudyFile,
  exclusion: Omit<StoredExclusion, 'included_unix_ms'>,
): void {
  study.db.transaction(() => {
    const { lastInsertRowid } = study.db
      .prepare(insertSql('exclusion', ['trial', 'reason', 'excluded_unix_ms']))
      .run(exclusion);
    linkExclusion(study, Number(lastInsertRowid));
  })();
}

/** Includes a trial again; true when it was excluded until now. */
export const endExclusion = (study: StudyFile, trial: number, included_unix_ms: number): boolean =>
  study.db.transaction(() => {
    const id = study.db
      .prepare(
        'update exclusion set included_unix_ms = ? where trial = ? and included_unix_ms is null returning id',
      )
      .pluck()
      .get(included_unix_ms, trial) as number | undefined;
    if (id !== undefined) linkExclusion(study, id);
    return id !== undefined;
  })();

/** All exclusions in the order they were made. */
export const readExclusions = (study: StudyFile): StoredExclusion[] =>
  study.db
    .prepare('select trial, reason, excluded_unix_ms, included_unix_ms from exclusion order by id')
    .all() as StoredExclusion[];

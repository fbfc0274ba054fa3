// Trials that a person left out of the statistics. What was taken back stays on record.
import { insertSql } from './insert.ts';
import type { StudyFile } from './study-file.ts';

export interface StoredExclusion {
  readonly trial: number;
  readonly reason: string;
  readonly excluded_unix_ms: number;
  /** Null: still left out. */
  readonly included_unix_ms: number | null;
}

export function insertExclusion(
  study: StudyFile,
  exclusion: Omit<StoredExclusion, 'included_unix_ms'>,
): void {
  study.db.prepare(insertSql('exclusion', ['trial', 'reason', 'excluded_unix_ms'])).run(exclusion);
}

/** Whether the trial was left out until now. */
export const endExclusion = (study: StudyFile, trial: number, included_unix_ms: number): boolean =>
  study.db
    .prepare('update exclusion set included_unix_ms = ? where trial = ? and included_unix_ms is null')
    .run(included_unix_ms, trial).changes > 0;

/** In the order in which they were made. */
export const readExclusions = (study: StudyFile): StoredExclusion[] =>
  study.db
    .prepare('select trial, reason, excluded_unix_ms, included_unix_ms from exclusion order by id')
    .all() as StoredExclusion[];

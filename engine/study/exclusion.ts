// Excludes a trial of a finished study from the statistics, with a reason, and includes it again.
import { AuditError } from '../../core/errors.ts';
import { MOST_REASON_LETTERS } from '../../core/study/trial-row.ts';
import { endExclusion, insertExclusion, readExclusions } from '../../db/exclusions.ts';
import { readStudy } from '../../db/studies.ts';
import { asWriteError, closeStudyFile, openStudyFile, type StudyFile } from '../../db/study-file.ts';
import { readTrials } from '../../db/trials.ts';
import { unixMs } from '../setup/clock.ts';
import { isAlive } from './is-alive.ts';
import { noteMigration } from './note-migration.ts';
import { asUnreadable } from './unreadable.ts';

/**
 * Totals still count the trial, because its energy was spent.
 * @throws AuditError `usage` for a trial that does not exist, is not done or is already excluded, or without a reason;
 *   `study` while the study is being made or cannot be written
 */
export function excludeTrial(path: string, trial: number, reason: string): void {
  const given = reason.trim();
  if (given === '' || given.length > MOST_REASON_LETTERS)
    throw new AuditError(
      'usage',
      `expected a reason of 1 to ${MOST_REASON_LETTERS} letters, got ${given.length}; say why trial ${trial} is excluded`,
    );
  writing(path, (study) => {
    const row = readTrials(study).find(({ id }) => id === trial);
    if (row === undefined) throw new AuditError('usage', `${path} has no trial ${trial}`);
    if (row.state !== 'done')
      throw new AuditError(
        'usage',
        `trial ${trial} is ${row.state}, so no test includes it; choose a finished trial`,
      );
    if (readExclusions(study).some((one) => one.trial === trial && one.included_unix_ms === null))
      throw new AuditError(
        'usage',
        `trial ${trial} is already excluded; include it first to give another reason`,
      );
    insertExclusion(study, { trial, reason: given, excluded_unix_ms: unixMs() });
  });
}

/** @throws AuditError `usage` for a trial that is not excluded; `study` as for {@link excludeTrial} */
export function includeTrial(path: string, trial: number): void {
  writing(path, (study) => {
    if (!endExclusion(study, trial, unixMs()))
      throw new AuditError('usage', `trial ${trial} is not excluded; there is nothing to undo`);
  });
}

function writing(path: string, change: (study: StudyFile) => void): void {
  const study = openStudyFile(path, 'write');
  try {
    const row = readStudy(study);
    if (row !== undefined && isAlive(row))
      throw new AuditError(
        'study',
        `${path} is still being recorded; exclude trials when its sweep has ended`,
      );
    try {
      noteMigration(study);
      change(study);
    } catch (error) {
      throw asWriteError(path, error);
    }
  } catch (error) {
    throw asUnreadable(path, error);
  } finally {
    closeStudyFile(study);
  }
}

// Leaves a trial out of the statistics of a finished study, with its reason, and takes it back in.
import { AuditError } from '../../core/errors.ts';
import { MOST_REASON_LETTERS } from '../../core/study/trial-row.ts';
import { endExclusion, insertExclusion, readExclusions } from '../../db/exclusions.ts';
import { readStudy } from '../../db/studies.ts';
import { asWriteError, closeStudyFile, openStudyFile, type StudyFile } from '../../db/study-file.ts';
import { readTrials } from '../../db/trials.ts';
import { unixMs } from '../setup/clock.ts';
import { isAlive } from './is-alive.ts';

/**
 * The energy of the trial was spent all the same: totals go on counting it.
 * @throws AuditError `usage` for a trial that is not there, is not done or is left out already, and without a reason;
 *   `study` while the study is being made or cannot be written
 */
export function excludeTrial(path: string, trial: number, reason: string): void {
  const given = reason.trim();
  if (given === '' || given.length > MOST_REASON_LETTERS)
    throw new AuditError(
      'usage',
      `expected a reason of 1 to ${MOST_REASON_LETTERS} letters, got ${given.length}; say why trial ${trial} is left out`,
    );
  writing(path, (study) => {
    const row = readTrials(study).find(({ id }) => id === trial);
    if (row === undefined) throw new AuditError('usage', `${path} has no trial ${trial}`);
    if (row.state !== 'done')
      throw new AuditError(
        'usage',
        `trial ${trial} is ${row.state} and in no test anyway; only a finished one is left out`,
      );
    if (readExclusions(study).some((one) => one.trial === trial && one.included_unix_ms === null))
      throw new AuditError(
        'usage',
        `trial ${trial} is left out already; take it back in to give another reason`,
      );
    insertExclusion(study, { trial, reason: given, excluded_unix_ms: unixMs() });
  });
}

/** @throws AuditError `usage` for a trial that is not left out; `study` as {@link excludeTrial} */
export function includeTrial(path: string, trial: number): void {
  writing(path, (study) => {
    if (!endExclusion(study, trial, unixMs()))
      throw new AuditError('usage', `trial ${trial} is not left out; there is nothing to take back`);
  });
}

function writing(path: string, change: (study: StudyFile) => void): void {
  const study = openStudyFile(path, 'write');
  try {
    if (isAlive(readStudy(study)?.owner_pid ?? null))
      throw new AuditError('study', `${path} is still being made; leave trials out when its sweep has ended`);
    try {
      change(study);
    } catch (error) {
      throw asWriteError(path, error);
    }
  } finally {
    closeStudyFile(study);
  }
}

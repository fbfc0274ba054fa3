// Short waits for a writer that must not block its thread: it tries again later.
import type { StudyFile } from '../study-file.ts';

const WAIT_MS = 20;

/** From now on a locked study refuses a write after a moment. */
export function waitBriefly({ db }: StudyFile): void {
  db.pragma(`busy_timeout = ${WAIT_MS}`);
}

/** All or nothing of `step` is in the study afterwards. @throws SqliteError when it is locked or the disk is full */
export function atOnce<T>({ db }: StudyFile, step: () => T): T {
  return db.transaction(step).immediate();
}

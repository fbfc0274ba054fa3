// Brings a study whose file went from under its writer to a new name.
import { renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { messageOf } from '../../core/errors.ts';
import { readStudy } from '../studies.ts';
import { closeStudyFile, openStudyFile, type StudyFile } from '../study-file.ts';
import { logOf } from './beside.ts';
import { copyBeside } from './copies.ts';
import { identityOf, isSameFile } from './identity.ts';

/** Where the data is now, or why it could be brought nowhere. */
export type Rescue = { readonly path: string } | { readonly path: null; readonly why: string };

/** Writes all that the open study holds beside its old place, or into `other_folder` when that is gone too. */
export function rescueStudy(study: StudyFile, other_folder: string): Rescue {
  const uuid = readStudy(study)?.uuid ?? null;
  let why = 'no folder for it';
  for (const path of [study.path, join(other_folder, basename(study.path))]) {
    let copy: string | null = null;
    try {
      copy = copyBeside(path, study.db, 'rescued');
      if (uuidOf(copy) === uuid) return { path: copy };
      why = 'its pages were overwritten';
    } catch (error) {
      why = messageOf(error);
    }
    if (copy !== null) rmSync(copy, { force: true });
  }
  return { path: null, why };
}

function uuidOf(path: string): string | null {
  const study = openStudyFile(path, 'read');
  try {
    return readStudy(study)?.uuid ?? null;
  } finally {
    closeStudyFile(study);
  }
}

/**
 * Closes a study whose path leads elsewhere by now, and takes its log away from the other file; a log of that file's own stays.
 * What could not be rescued keeps its log, under a name that no file takes for its own.
 */
export function closeGoneStudy(study: StudyFile, is_rescued: boolean): void {
  closeWithoutCheckpoint(study);
  const log = logOf(study.path);
  if (!isSameFile(identityOf(log), study.files?.log ?? null)) return;
  rmSync(`${study.path}-shm`, { force: true });
  if (is_rescued) rmSync(log);
  else renameSync(log, `${log}.kept`);
}

/** SQLite writes the log into the file with its last connection, and one that only reads cannot. */
function closeWithoutCheckpoint({ db, path }: StudyFile): void {
  let last: Database.Database | null = null;
  try {
    last = new Database(path, { readonly: true, fileMustExist: true, timeout: 0 });
    last.pragma('schema_version');
  } catch (error) {
    // Nothing is there, or no database: nothing can be written into it either.
    if (!(error instanceof Database.SqliteError)) throw error;
  }
  db.close();
  last?.close();
}

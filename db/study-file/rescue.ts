// Brings a study whose file went from under its writer to a new name.
import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
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
 * Closes a study whose path leads elsewhere by now. SQLite deletes the log by its name; one that belongs to the other file is
 * kept under a second name meanwhile.
 */
export function closeGoneStudy(study: StudyFile): void {
  const log = logOf(study.path);
  const kept = [log, `${study.path}-shm`]
    .filter((path) => existsSync(path) && !isSameFile(identityOf(log), study.files?.log ?? null))
    .map((path) => [path, `${path}.kept`] as const);
  for (const [path, aside] of kept) linkSync(path, aside);
  study.db.close();
  for (const [path, aside] of kept) renameSync(aside, path);
}

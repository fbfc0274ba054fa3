// Tells whether the path of an open study still leads to it. SQLite keeps writing into a file that was deleted or replaced.
import Database from 'better-sqlite3';
import type { StudyFile } from '../study-file.ts';
import { identityOf, isSameFile } from './identity.ts';

/** How a study went from under its writer, as a participle. */
export type Gone = 'deleted or moved' | 'replaced by another file' | 'overwritten';

/** Null while all is well, or for a study that is only read. */
export function goneFrom({ path, files, db: own }: StudyFile): Gone | null {
  if (files === null) return null;
  const now = identityOf(path);
  if (now === null) return 'deleted or moved';
  if (!isSameFile(now, files.study)) return 'replaced by another file';
  // The file is only opened by SQLite, whose locks another handle would drop.
  let db: Database.Database | null = null;
  try {
    const uuid = uuidIn(own);
    db = new Database(path, { readonly: true, fileMustExist: true, timeout: 0 });
    return uuidIn(db) === uuid ? null : 'overwritten';
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : '';
    return /^SQLITE_(NOTADB|CORRUPT|ERROR)/.test(code) ? 'overwritten' : null;
  } finally {
    db?.close();
  }
}

const uuidIn = (db: Database.Database): unknown => db.prepare('select uuid from study').pluck().get();

// Tells whether the path of an open study still leads to it. SQLite keeps writing into a file that was deleted or replaced.
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';

/** A file as its system numbers it. */
export interface FileIdentity {
  readonly dev: bigint;
  readonly ino: bigint;
}

/** Null when nothing is there. */
export function identityOf(path: string): FileIdentity | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return { dev, ino };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export const isSameFile = (a: FileIdentity | null, b: FileIdentity | null): boolean =>
  a !== null && b !== null && a.dev === b.dev && a.ino === b.ino;

/** How a study went from under its writer, as a participle. */
export type Gone = 'deleted or moved' | 'replaced by another file' | 'overwritten';

/** Null while all is well. The file is only opened by SQLite, whose locks another handle would drop. */
export function goneFrom(path: string, identity: FileIdentity, uuid: string | null): Gone | null {
  const now = identityOf(path);
  if (now === null) return 'deleted or moved';
  if (!isSameFile(now, identity)) return 'replaced by another file';
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true, timeout: 0 });
    return db.prepare('select uuid from study').pluck().get() === uuid ? null : 'overwritten';
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : '';
    return /^SQLITE_(NOTADB|CORRUPT|ERROR)/.test(code) ? 'overwritten' : null;
  } finally {
    db?.close();
  }
}

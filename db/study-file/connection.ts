// Connections to a study: how they are opened, made safe, and given a write-ahead log or freed of it.
import Database from 'better-sqlite3';
import { AuditError } from '../../core/errors.ts';
import { type Copy, copyAlone } from './copies.ts';
import { isLocked } from './errors.ts';
import { beginLog } from './log-state.ts';

/** How long an opening waits for another program's lock, ms. */
const OPENING_WAITS_MS = 5000;

export function connectToWrite(path: string): Database.Database {
  const db = new Database(path, { fileMustExist: true, timeout: OPENING_WAITS_MS });
  harden(db);
  return db;
}

/** Where nothing can be written, a copy of the file. */
export function connectToRead(path: string, has_log: boolean): Copy {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: OPENING_WAITS_MS });
  try {
    harden(db);
    db.pragma('schema_version'); // the first access: it may need files beside the study
    return { db, remove() {} };
  } catch (cause) {
    db.close();
    const code = cause instanceof Database.SqliteError ? cause.code : '';
    if (!/^SQLITE_(CANTOPEN|READONLY)/.test(code)) throw cause;
    if (!has_log) return copyAlone(path);
    throw new AuditError(
      'study',
      `${path} has its log beside it, which cannot be folded in where nothing can be written; copy both to another folder`,
      { cause },
    );
  }
}

/** Nothing in the file may run code, and nothing malformed may be believed. better-sqlite3 sets SQLite's defensive mode. */
export function harden(db: Database.Database): void {
  db.pragma('trusted_schema = off');
  db.pragma('cell_size_check = on');
  db.pragma('foreign_keys = on');
}

/** True when the file system can: with a rollback journal, readers and writers wait for each other. */
export const useLog = (db: Database.Database): boolean =>
  db.pragma('journal_mode = wal', { simple: true }) === 'wal';

/** Writes into a log of its own from now on; while another program writes, that program's log goes on. */
export function startLog(db: Database.Database, is_alone: boolean): void {
  // Whoever writes seldom reads a page again; the usual 16 MB would fill up over a day and look like a leak.
  db.pragma('cache_size = -2000');
  if (!useLog(db)) return;
  // A killed process loses no committed data; only a power cut may lose the last moments.
  db.pragma('synchronous = normal');
  // SQLite's own checkpoints would begin a log that does not name its file.
  db.pragma('wal_autocheckpoint = 0');
  if (is_alone) beginLog(db);
}

/** Folds the log in and leaves the mode with a log; false while another program has the study open. */
export function leaveLog(db: Database.Database): boolean {
  try {
    return db.pragma('journal_mode = delete', { simple: true }) === 'delete';
  } catch (error) {
    if (isLocked(error)) return false;
    throw error;
  }
}

/** Folds a checked log into the file, unless its writer still lives or the disk does not let us. */
export function foldIn(path: string): void {
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { fileMustExist: true, timeout: 0 });
    harden(db);
    leaveLog(db);
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  } finally {
    db?.close();
  }
}

/** Takes an interrupted change back, as SQLite does for whoever writes. */
export function rollBack(path: string): void {
  const db = connectToWrite(path);
  try {
    db.pragma('schema_version');
  } finally {
    db.close();
  }
}

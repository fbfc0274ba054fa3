// Opens, creates, migrates and closes a study file. One study is one SQLite file, with a write-ahead log while it is
// open and self-contained when it is closed.
import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { AuditError } from '../core/errors.ts';
import { SCHEMA_VERSION } from './migrations/index.ts';
import { logOf } from './study-file/beside.ts';
import { APPLICATION_ID, checkDatabase, checkFiles } from './study-file/checks.ts';
import {
  connectToRead,
  connectToWrite,
  foldIn,
  harden,
  leaveLog,
  rollBack,
  startLog,
  useLog,
} from './study-file/connection.ts';
import { type Copy, copyAlone, copyBeside, migratedCopy } from './study-file/copies.ts';
import { asOpenError } from './study-file/errors.ts';
import { SQLITE_MAGIC } from './study-file/header.ts';
import { type FileIdentity, identityOf } from './study-file/identity.ts';
import { sealLog } from './study-file/log-state.ts';
import { migrate } from './study-file/migrate.ts';
import { journalOf } from './study-file/rollback-journal.ts';

export { asWriteError } from './study-file/errors.ts';

export interface StudyFile extends Copy {
  readonly path: string;
  /** Replaced by one in memory when the disk is full (study-file/memory.ts). */
  db: Database.Database;
  /** The file and its log as their writer opened them; null for a reader. */
  readonly files: { readonly study: FileIdentity; readonly log: FileIdentity | null } | null;
  /** The copy that was made before an older study was migrated for writing; null: it was not migrated. */
  readonly backup: { readonly schema: number; readonly path: string } | null;
}

/** Creates a new study; an existing file is never overwritten. */
export function createStudyFile(path: string): StudyFile {
  if (existsSync(path)) throw alreadyThere(path);
  for (const left of [logOf(path), journalOf(path)])
    if (existsSync(left))
      throw new AuditError(
        'study',
        `${left} is left from another study, and a new one would take it for its own; move it or choose another name`,
      );
  let db: Database.Database | null = null;
  try {
    mkdirSync(dirname(path), { recursive: true });
    makeAlone(path);
    db = connectToWrite(path);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(db);
    startLog(db, true);
    return { path, db, backup: null, files: filesOf(path), remove() {} };
  } catch (cause) {
    db?.close();
    throw asOpenError(path, cause);
  }
}

/** Of two programs that choose the same name at the same moment, one gets it. */
function makeAlone(path: string): void {
  try {
    closeSync(openSync(path, 'wx'));
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? alreadyThere(path) : error;
  }
}

const alreadyThere = (path: string): AuditError =>
  new AuditError('study', `${path} already exists and is never overwritten; choose another name`);

/**
 * Opens an existing study, after its structure is checked and the log of a killed writer is folded in. `read` changes
 * nothing else: an older study is read as a migrated copy. `write` migrates an older study and keeps a backup beside it.
 * @throws AuditError `study`: absent, not a regular file, not a study, damaged, with the log of another study beside it, or
 *   from a newer version.
 */
export function openStudyFile(path: string, mode: 'read' | 'write'): StudyFile {
  let opened: Copy | null = null;
  try {
    const { has_log, has_journal, is_at_rest } = checkFiles(path);
    if (has_journal) rollBack(path);
    // Only a reader may look at a log that is not yet checked: a writer would fold it in when it closes. Of a file that
    // waits for a log, SQLite would make one, so a copy is read.
    opened = is_at_rest ? copyAlone(path) : connectToRead(path, has_log);
    harden(opened.db);
    const schema = checkDatabase(path, opened.db, has_log);
    if (mode === 'write') {
      close(opened);
      return openToWrite(path, schema);
    }
    if (schema < SCHEMA_VERSION) {
      const older = opened;
      opened = migratedCopy(older.db);
      close(older);
    } else if (has_log) {
      close(opened);
      foldIn(path);
      opened = connectToRead(path, false);
    }
    opened.db.pragma('query_only = on');
    return { path, backup: null, files: null, ...opened };
  } catch (cause) {
    if (opened?.db.open) close(opened);
    throw asOpenError(path, cause);
  }
}

function openToWrite(path: string, schema: number): StudyFile {
  const db = connectToWrite(path);
  try {
    const is_alone = leaveLog(db);
    const is_older = schema < SCHEMA_VERSION;
    if (is_older && !is_alone)
      throw new AuditError(
        'study',
        `${path} is of an older version and open in another program; close that program and try again`,
      );
    const backup = is_older ? { schema, path: copyBeside(path, db, `schema ${schema}`) } : null;
    if (is_older) {
      // In the log, since a journal that is left by a kill does not name its file.
      useLog(db);
      migrate(db);
      leaveLog(db);
    }
    startLog(db, is_alone);
    return { path, db, backup, files: filesOf(path), remove() {} };
  } catch (error) {
    db.close();
    throw error;
  }
}

function filesOf(path: string): StudyFile['files'] {
  const study = identityOf(path);
  return study && { study, log: identityOf(logOf(path)) };
}

/** True when a path looks like a study by its ending or by SQLite's first bytes. */
export function isStudyFile(path: string): boolean {
  if (path.endsWith('.wattproof')) return true;
  if (!existsSync(path) || !statSync(path).isFile()) return false;
  const head = Buffer.alloc(SQLITE_MAGIC.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head.toString('latin1') === SQLITE_MAGIC;
}

/** Merges the log into the file, so that the file can be sent as it is. */
export function closeStudyFile(study: StudyFile): void {
  const { db } = study;
  if (!db.open) return;
  const is_written = !db.readonly && !db.memory && db.pragma('query_only', { simple: true }) === 0;
  if (is_written) {
    try {
      if (db.pragma('journal_mode', { simple: true }) === 'wal') sealLog(db);
      db.pragma('journal_mode = delete');
    } catch {
      // another reader has the file open, or the disk is full: the log stays next to it and the next opening merges it
    }
  }
  close(study);
}

function close({ db, remove }: Copy): void {
  db.close();
  remove();
}

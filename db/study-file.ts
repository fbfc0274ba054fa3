// Opens, creates, migrates and closes a study file. One study is one SQLite file, with a write-ahead log while it is
// open and self-contained when it is closed.
import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { AuditError, messageOf } from '../core/errors.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations/index.ts';

/** `WATT` in ASCII, which distinguishes a study from other SQLite files. */
const APPLICATION_ID = 0x57415454;
const SQLITE_MAGIC = 'SQLite format 3\0';

export interface StudyFile {
  readonly path: string;
  readonly db: Database.Database;
}

/** Creates a new study; an existing file is never overwritten. */
export function createStudyFile(path: string): StudyFile {
  if (existsSync(path))
    throw new AuditError('study', `${path} already exists and is never overwritten; choose another name`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const db = new Database(path);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    return prepare({ path, db });
  } catch (cause) {
    throw asStudyError(path, cause);
  }
}

/**
 * Opens an existing study. `read` changes nothing apart from SQLite's own crash recovery; `write` first migrates an
 * older study to this version.
 * @throws AuditError `study`: absent, not SQLite, not a study, damaged, or from a newer version.
 */
export function openStudyFile(path: string, mode: 'read' | 'write'): StudyFile {
  if (!existsSync(path)) throw new AuditError('study', `no study file at ${path}; check the path`);
  if (statSync(path).isDirectory())
    throw new AuditError('study', `${path} is a folder; a study is a single .wattproof file`);
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: mode === 'read', fileMustExist: true });
    const application_id = db.pragma('application_id', { simple: true });
    const version = db.pragma('user_version', { simple: true }) as number;
    if (application_id !== APPLICATION_ID)
      throw new AuditError(
        'study',
        `${path} is a SQLite file but not a Wattproof study; open a .wattproof file`,
      );
    if (version > SCHEMA_VERSION)
      throw new AuditError(
        'study',
        `${path} has schema ${version}, but this version of Wattproof reads up to ${SCHEMA_VERSION}; update Wattproof`,
      );
    if (mode === 'write') return prepare({ path, db });
    if (version < SCHEMA_VERSION) {
      db.close();
      closeStudyFile(openStudyFile(path, 'write')); // an older study is migrated once, then read
      return openStudyFile(path, 'read');
    }
    return { path, db };
  } catch (cause) {
    db?.close();
    throw asStudyError(path, cause);
  }
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
  if (!study.db.open) return;
  if (!study.db.readonly) {
    try {
      study.db.pragma('journal_mode = delete');
    } catch {
      // another reader has the file open: the log stays next to it and the next writer merges it
    }
  }
  study.db.close();
}

function prepare(study: StudyFile): StudyFile {
  const { db } = study;
  db.pragma('journal_mode = wal');
  // A killed process loses no committed data; only a power cut may lose the last moments.
  db.pragma('synchronous = normal');
  db.pragma('foreign_keys = on');
  db.pragma('busy_timeout = 5000');
  const migrate = db.transaction(() => {
    const from = db.pragma('user_version', { simple: true }) as number;
    for (const sql of MIGRATIONS.slice(from)) db.exec(sql);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
  });
  migrate.immediate();
  return study;
}

/** Turns SQLite's errors into a readable AuditError `study`; other errors pass through. */
export function asWriteError(path: string, cause: unknown): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  return new AuditError(
    'study',
    `cannot write ${path}: ${messageOf(cause)}; check the disk's free space and permissions. Earlier data is kept`,
    { cause },
  );
}

function asStudyError(path: string, cause: unknown): AuditError {
  if (cause instanceof AuditError) return cause;
  const code = cause instanceof Database.SqliteError ? cause.code : '';
  if (code === 'SQLITE_NOTADB')
    return new AuditError('study', `${path} is not a study file (not SQLite); open a .wattproof file`, {
      cause,
    });
  if (code.startsWith('SQLITE_CORRUPT'))
    return new AuditError('study', `${path} is damaged (${messageOf(cause)}); restore a copy of it`, {
      cause,
    });
  return new AuditError('study', `cannot open ${path}: ${messageOf(cause)}`, { cause });
}

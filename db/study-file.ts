// Opens, creates, migrates and closes a study file. One study is one SQLite file: write-ahead log while it is open,
// one self-contained file when it is closed.
import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { AuditError, messageOf } from '../core/errors.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations/index.ts';

/** `WATT` in ASCII: tells a study from any other SQLite file. */
const APPLICATION_ID = 0x57415454;
const SQLITE_MAGIC = 'SQLite format 3\0';

export interface StudyFile {
  readonly path: string;
  readonly db: Database.Database;
}

/** Creates a new study; an existing file is never overwritten. */
export function createStudyFile(path: string): StudyFile {
  if (existsSync(path))
    throw new AuditError(
      'study',
      `${path} exists already; choose another name, a study is never overwritten`,
    );
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
 * Opens an existing study. `read` changes nothing but what SQLite itself recovers after a crash; `write` migrates an
 * older study to this version first.
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
        `${path} has schema ${version}, this version of Wattproof reads up to ${SCHEMA_VERSION}; update Wattproof`,
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

/** Whether a path looks like a study: by its ending, or by SQLite's own first bytes. */
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

/** Folds the log back into the file, so that what is left can be mailed as it is. */
export function closeStudyFile(study: StudyFile): void {
  if (!study.db.open) return;
  if (!study.db.readonly) {
    try {
      study.db.pragma('journal_mode = delete');
    } catch {
      // another reader holds the file: the log stays beside it and the next writer folds it in
    }
  }
  study.db.close();
}

function prepare(study: StudyFile): StudyFile {
  const { db } = study;
  db.pragma('journal_mode = wal');
  // A killed process loses nothing that was committed; only a power cut may lose the last moments.
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

/** What a failed write means to a person: SQLite's errors as AuditError `study`, anything else as it is. */
export function asWriteError(path: string, cause: unknown): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  return new AuditError(
    'study',
    `cannot write ${path}: ${messageOf(cause)}; check the space and the permissions of its disk. What was stored before is kept`,
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

// Turns SQLite's errors into one line: what was expected, what came, what to do.
import Database from 'better-sqlite3';
import { AuditError, messageOf } from '../../core/errors.ts';

/** True while another program has the study locked; the same call may succeed a moment later. */
export const isLocked = (error: unknown): boolean =>
  error instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code);

/** Turns SQLite's errors into a readable AuditError `study`; other errors pass through. */
export function asWriteError(path: string, cause: unknown): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  return new AuditError('study', writeLineOf(path, cause.code, messageOf(cause)), { cause });
}

function writeLineOf(path: string, code: string, message: string): string {
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return `cannot write ${path}: another program has locked it, or it is on a network drive without working locks; close that program, or use a local disk`;
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code))
    return `cannot write ${path}: it was damaged while it was being written (${message}); another program may have written into it`;
  return `cannot write ${path}: ${message}; check the disk's free space and permissions. Earlier data is kept`;
}

/** The reasons for which a study cannot be opened. */
export function asOpenError(path: string, cause: unknown): AuditError {
  if (cause instanceof AuditError) return cause;
  const code = cause instanceof Database.SqliteError ? cause.code : '';
  const line = lineOf(path, code, messageOf(cause));
  return new AuditError('study', line, { cause });
}

function lineOf(path: string, code: string, message: string): string {
  if (code === 'SQLITE_NOTADB') return `${path} is not a study file (not SQLite); open a .wattproof file`;
  if (code.startsWith('SQLITE_CORRUPT')) return `${path} is damaged (${message}); restore a copy of it`;
  // A network drive without locks looks like a lock that never ends.
  if (/^SQLITE_(BUSY|PROTOCOL|IOERR_.*LOCK)/.test(code))
    return `${path} is locked by another program, or on a network drive without working locks; close that program, or copy the study to a local disk`;
  if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_WRITE')
    return `cannot write ${path}: ${message}; make space on its disk`;
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM'))
    return `${path} cannot be written; check the permissions of the file and its folder`;
  return `cannot open ${path}: ${message}`;
}

// Finds the pages of a damaged study that only the log beside it holds: its writer was killed before they were moved.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { AuditError } from '../../core/errors.ts';
import { checkLogBelongs, logOf } from '../study-file/beside.ts';
import { connectToWrite } from '../study-file/connection.ts';
import { readHeader } from '../study-file/header.ts';
import { checkLog } from '../study-file/write-ahead-log.ts';

export interface LogBeside {
  /** Null when there is no log, or one that must not be read. */
  readonly log: { readonly path: string; readonly pages: ReadonlyMap<number, number> } | null;
  /** A sentence on what of the log is not read; null when all of it is. */
  readonly left_out: string | null;
}

/** Pages of another study must not be mixed in: a log is read only when SQLite shows that it continues the file. */
export function logBeside(path: string): LogBeside {
  const log = logOf(path);
  const { has_header, commits, lost_commits, pages } = checkLog(log);
  if (!has_header)
    return { log: null, left_out: `The log ${log} is damaged at its beginning and was not read.` };
  if (commits === 0) return { log: null, left_out: lost(log, lost_commits) };
  const why = strangeness(path);
  if (why !== null) return { log: null, left_out: `The log ${log} ${why} and was not read.` };
  return { log: { path: log, pages }, left_out: lost(log, lost_commits) };
}

const STRANGE = 'continues another study or another state of it';

const lost = (log: string, entries: number): string | null =>
  entries === 0
    ? null
    : `${entries} ${entries === 1 ? 'entry' : 'entries'} of the log ${log} cannot be read.`;

/** Null when the log continues the file. Looked at in a copy, since SQLite makes files beside what it reads. */
function strangeness(path: string): string | null {
  if (readHeader(path)?.uses_log === false) return STRANGE;
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-'));
  const copy = join(folder, 'copy.wattproof');
  let db: Database.Database | null = null;
  try {
    copyFileSync(path, copy);
    copyFileSync(logOf(path), logOf(copy));
    db = connectToWrite(copy);
    checkLogBelongs(copy, db);
    return null;
  } catch (error) {
    return error instanceof AuditError ? STRANGE : 'cannot be told from the log of another study';
  } finally {
    db?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

// Looks at what stands beside a study before SQLite opens it: SQLite believes any log and any journal of the right name.
import { readFileSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AuditError } from '../../core/errors.ts';
import { inMemory, MOST_IN_MEMORY_B } from './copies.ts';
import type { FileHeader } from './header.ts';
import { logContinues, readLogState } from './log-state.ts';
import { rawLogState } from './raw-log-state.ts';
import { checkLog } from './write-ahead-log.ts';

/** A writer may be in the middle of a transaction or a checkpoint: look again before saying no. */
const TRIES = 4;
const BETWEEN_TRIES_MS = 60;

export const logOf = (path: string): string => `${path}-wal`;

/** True when a log with transactions stands beside the file. @throws AuditError `study` when SQLite would drop a part of it */
export function hasLog(path: string, header: FileHeader): boolean {
  const log = logOf(path);
  let found = checkLog(log);
  for (let n = 1; n < TRIES && (!found.has_header || found.lost_commits > 0); n++) {
    pause();
    found = checkLog(log);
  }
  const { commits, lost_commits, has_header } = found;
  if (!has_header)
    throw refuse(`the log ${log} is damaged at its beginning, so nothing in it can be read; ${SALVAGE}`);
  if (lost_commits > 0)
    throw refuse(
      `the log ${log} is damaged: ${lost_commits} of its ${commits + lost_commits} entries cannot be read; ${SALVAGE}`,
    );
  if (commits > 0 && !header.uses_log) throw stale(path);
  return commits > 0;
}

/** @throws AuditError `study` when the log continues another file or another state of it; `db` sees both together */
export function checkLogBelongs(path: string, db: Database.Database): void {
  for (let n = 1; ; n++) {
    const belongs = logBelongs(path, db);
    if (belongs === true) return;
    if (n < TRIES) pause();
    else if (belongs === 'unknown')
      return; // the check of the structure decides
    else throw stale(path);
  }
}

const SALVAGE = 'wattproof salvage brings over what is readable';

/** `unknown`: the file cannot be read alone, since a checkpoint writes it or was cut short while it did. */
function logBelongs(path: string, together: Database.Database): boolean | 'unknown' {
  const root = rootPage(together, 'log_state');
  if (root === undefined) return isSameStudy(path, together);
  const [file, log] = [rawLogState(path, root, pageSize(together)), readLogState(together)];
  return file === null || log === undefined ? 'unknown' : logContinues(file, log);
}

const rootPage = (db: Database.Database, table: string): number | undefined =>
  db.prepare(`select rootpage from sqlite_schema where type = 'table' and name = ?`).pluck().get(table) as
    | number
    | undefined;

const pageSize = (db: Database.Database): number => db.pragma('page_size', { simple: true }) as number;

/** Schemas before 7 have no state of the log: there the study's own row tells two studies apart. */
function isSameStudy(path: string, together: Database.Database): boolean | 'unknown' {
  if (statSync(path).size > MOST_IN_MEMORY_B) return 'unknown';
  let alone: Database.Database | null = null;
  try {
    alone = inMemory(readFileSync(path));
    // A writer that was killed early has no row in the file itself.
    const head = studyHead(alone);
    return head === undefined || JSON.stringify(head) === JSON.stringify(studyHead(together));
  } catch (error) {
    if (error instanceof Database.SqliteError) return 'unknown';
    throw error;
  } finally {
    alone?.close();
  }
}

const studyHead = (db: Database.Database): unknown =>
  rootPage(db, 'study') &&
  db.prepare('select name, created_unix_ms, design_json, command_json, app_version from study').get();

const stale = (path: string): AuditError =>
  refuse(
    `the log ${logOf(path)} continues another study or another state of ${path}; move it to another folder to open the study as it is`,
  );

const refuse = (message: string): AuditError => new AuditError('study', message);

const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BETWEEN_TRIES_MS);

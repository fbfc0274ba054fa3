// Everything that is checked about a study before a number is read from it.
import { existsSync, realpathSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { AuditError } from '../../core/errors.ts';
import { SCHEMA_VERSION } from '../migrations/index.ts';
import { checkLogBelongs, hasLog, logOf } from './beside.ts';
import { checkLength, checkLengths, checkStructure } from './content-check.ts';
import { readHeader } from './header.ts';
import { isOpenHere } from './open-here.ts';
import { hasJournal } from './rollback-journal.ts';
import { checkSchema } from './schema-check.ts';

/** `WATT` in ASCII, which distinguishes a study from other SQLite files. */
export const APPLICATION_ID = 0x57415454;

export interface FoundFiles {
  /** A log with transactions stands beside the file. */
  readonly has_log: boolean;
  /** An interrupted change must be taken back first. */
  readonly has_journal: boolean;
  /** Its writer was killed or it was copied away from it, and nobody has it open. */
  readonly is_at_rest: boolean;
}

/** Looks at the bytes of the file and of what stands beside it. @throws AuditError `study` */
export function checkFiles(path: string): FoundFiles {
  refuseOtherThanFile(path);
  if (isOpenHere(path)) return { has_log: false, has_journal: false, is_at_rest: false };
  const file = realpathSync(path);
  const header = readHeader(file);
  if (header === null)
    throw new AuditError('study', `${path} is not a study file (not SQLite); open a .wattproof file`);
  if (header.application_id !== APPLICATION_ID)
    throw new AuditError(
      'study',
      `${path} is a SQLite file but not a Wattproof study; open a .wattproof file`,
    );
  const has_journal = hasJournal(file, header);
  const has_log = hasLog(file, header);
  // Read anew, since a checkpoint may have ended in between.
  if (!has_log && !has_journal) checkLength(path, readHeader(file) ?? header);
  const is_at_rest = header.uses_log && !has_log && !has_journal && !existsSync(`${file}-shm`);
  return { has_log, has_journal, is_at_rest };
}

function refuseOtherThanFile(path: string): void {
  if (!existsSync(path)) throw new AuditError('study', `no study file at ${path}; check the path`);
  const kind = statSync(path);
  if (kind.isDirectory())
    throw new AuditError('study', `${path} is a folder; a study is a single .wattproof file`);
  if (!kind.isFile())
    throw new AuditError('study', `${path} is a pipe or a device; a study is a single .wattproof file`);
}

/** Looks at the database, its log included. Returns its schema version. @throws AuditError `study`, SqliteError */
export function checkDatabase(path: string, db: Database.Database, has_log: boolean): number {
  const schema = db.pragma('user_version', { simple: true }) as number;
  if (schema > SCHEMA_VERSION)
    throw new AuditError(
      'study',
      `${path} has schema ${schema}, but this version of Wattproof reads up to ${SCHEMA_VERSION}; update Wattproof`,
    );
  if (schema < 1)
    throw new AuditError(
      'study',
      `${path} is empty: its program ended before writing anything; run the sweep again`,
    );
  checkSchema(path, db, schema);
  if (has_log) checkLogBelongs(realpathSync(path), db);
  if (isUnchanged(path)) return schema;
  const stamp = stampOf(path);
  checkStructure(path, db, schema);
  checkLengths(path, db, schema);
  checked.delete(path);
  checked.set(path, stamp);
  for (const oldest of [...checked.keys()].slice(0, -MOST_REMEMBERED)) checked.delete(oldest);
  return schema;
}

/** A window opens the same study for every trial that it shows: what was found whole is not read through again. */
const checked = new Map<string, string>();
const MOST_REMEMBERED = 100;

const isUnchanged = (path: string): boolean => checked.get(path) === stampOf(path);

/** Changes with every write to the file or its log. */
function stampOf(path: string): string {
  const file = realpathSync(path);
  return [file, logOf(file)]
    .map((one) => statSync(one, { bigint: true, throwIfNoEntry: false }))
    .map((stat) => (stat ? [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join() : ''))
    .join(' ');
}

// Checks the structure of a study before any number is read from it, and bounds what its cells may hold.
import type Database from 'better-sqlite3';
import { AuditError } from '../../core/errors.ts';
import type { FileHeader } from './header.ts';
import { textColumns } from './schema-check.ts';

/** The full check of a file of this size takes less than a second. */
const MOST_FULL_CHECK_B = 40e6;
/** Tables whose size grows with the time measured; in a larger file only the others are checked. */
const LONG_TABLES: ReadonlySet<string> = new Set(['sample', 'gpu_state', 'gpu_process']);

const MOST_JSON_B = 16e6;
const MOST_TEXT_B = 100_000;

/** @throws AuditError `study` when the file is shorter than its own header says */
export function checkLength(path: string, header: FileHeader): void {
  if (header.pages === null) return;
  const expected_b = header.pages * header.page_size_b;
  if (header.size_b < expected_b) throw damaged(path, `it has ${header.size_b} of its ${expected_b} bytes`);
}

/** @throws AuditError `study` naming the first fault that SQLite finds */
export function checkStructure(path: string, db: Database.Database, version: number): void {
  const checks = isSmall(db)
    ? ['integrity_check(1)']
    : [...textColumns(version).keys()]
        .filter((table) => !LONG_TABLES.has(table))
        .map((table) => `integrity_check(${table})`);
  for (const check of checks) {
    const [first] = db.pragma(check) as { integrity_check: string }[];
    if (first && first.integrity_check !== 'ok') throw damaged(path, first.integrity_check);
  }
}

/** @throws AuditError `study` for a text longer than any that Wattproof writes */
export function checkLengths(path: string, db: Database.Database, version: number): void {
  const is_small = isSmall(db);
  for (const [table, columns] of textColumns(version)) {
    if (!is_small && LONG_TABLES.has(table)) continue;
    for (const column of columns) {
      const most_b = column.endsWith('_json') ? MOST_JSON_B : MOST_TEXT_B;
      const too_long = db
        .prepare(`select 1 from ${table} where octet_length(${column}) > ? limit 1`)
        .get(most_b);
      if (too_long !== undefined)
        throw damaged(
          path,
          `${table}.${column} holds more than ${most_b} bytes, far more than any study needs`,
        );
    }
  }
}

function isSmall(db: Database.Database): boolean {
  const pages = db.pragma('page_count', { simple: true }) as number;
  return pages * (db.pragma('page_size', { simple: true }) as number) <= MOST_FULL_CHECK_B;
}

const damaged = (path: string, what: string): AuditError =>
  new AuditError(
    'study',
    `${path} is damaged: ${what.replaceAll(/\s+/g, ' ').slice(0, 200)}. Restore a copy, or bring over what is readable with wattproof salvage`,
  );

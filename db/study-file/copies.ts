// Copies of a study: in memory or in a temporary folder, so that reading changes nothing, and beside it, as a backup.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import Database from 'better-sqlite3';
import { leaveLogMode } from './header.ts';
import { migrate } from './migrate.ts';

/** Larger copies are made in a temporary folder. */
export const MOST_IN_MEMORY_B = 64e6;

export interface Copy {
  readonly db: Database.Database;
  /** Removes the temporary folder. */
  readonly remove: () => void;
}

/** The bytes of a study as a database in memory. */
export function inMemory(bytes: Buffer): Database.Database {
  leaveLogMode(bytes);
  return new Database(bytes);
}

/** Opens a copy of the file without its log. SQLite would make files beside one whose writer was killed. */
export function copyAlone(path: string): Copy {
  if (statSync(path).size <= MOST_IN_MEMORY_B) return { db: inMemory(readFileSync(path)), remove() {} };
  return temporary((copy) => copyFileSync(path, copy));
}

/** A copy in this version's schema. */
export function migratedCopy(db: Database.Database): Copy {
  const pages = db.pragma('page_count', { simple: true }) as number;
  const size_b = pages * (db.pragma('page_size', { simple: true }) as number);
  const copy =
    size_b <= MOST_IN_MEMORY_B
      ? { db: inMemory(db.serialize()), remove() {} }
      : temporary((path) => db.prepare('vacuum into ?').run(path));
  migrate(copy.db);
  return copy;
}

function temporary(make: (path: string) => void): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'copy.wattproof');
    make(path);
    return { db: new Database(path), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Writes the whole study to a new file `NAME (WORD).wattproof` beside it, and returns its path. */
export function copyBeside(path: string, db: Database.Database, word: string): string {
  const ending = extname(path);
  const stem = join(dirname(path), basename(path, ending));
  for (let n = 1; ; n++) {
    const copy = `${stem} (${n === 1 ? word : `${word} ${n}`})${ending}`;
    if (existsSync(copy)) continue;
    try {
      db.prepare('vacuum into ?').run(copy);
      return copy;
    } catch (error) {
      rmSync(copy, { force: true });
      throw error;
    }
  }
}

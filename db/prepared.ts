// Statements that a running sweep repeats thousands of times: compiled once for each open study.
import type Database from 'better-sqlite3';
import type { StudyFile } from './study-file.ts';

const kept = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/**
 * The compiled statement; the same object for the same text. For `run`, `get` and `all` only: a statement in iteration, or
 * one set to `pluck`, must not be shared.
 */
export function prepared({ db }: Pick<StudyFile, 'db'>, sql: string): Database.Statement {
  const of_study = kept.get(db) ?? new Map<string, Database.Statement>();
  kept.set(db, of_study);
  const statement = of_study.get(sql) ?? db.prepare(sql);
  of_study.set(sql, statement);
  return statement;
}

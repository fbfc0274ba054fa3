// Allows only the tables and indexes that our migrations make. A view, a trigger, a virtual table or a generated column
// from elsewhere would run code of its author in our queries.
import Database from 'better-sqlite3';
import { AuditError } from '../../core/errors.ts';
import { MIGRATIONS } from '../migrations/index.ts';

interface Entry {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string | null;
}

/** @throws AuditError `study`; nothing of the file has been queried before but its schema */
export function checkSchema(path: string, db: Database.Database, version: number): void {
  const expected = expectedSchema(version).entries;
  const found = entriesOf(db);
  for (const { type, name } of found.values())
    if (!expected.has(`${type} ${name}`))
      throw refuse(path, `it contains the ${type} ${shown(name)}, which Wattproof never makes`);
  for (const [key, { type, name, tbl_name, sql }] of expected) {
    const entry = found.get(key);
    if (entry === undefined) throw refuse(path, `its ${type} ${name} is missing`);
    if (entry.tbl_name !== tbl_name || plain(entry.sql) !== plain(sql))
      throw refuse(path, `its ${type} ${name} is not the one that Wattproof makes`);
  }
}

/** Columns that hold text, by table, in a study of this schema. */
export const textColumns = (version: number): ReadonlyMap<string, readonly string[]> =>
  expectedSchema(version).text_columns;

interface Schema {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly text_columns: ReadonlyMap<string, readonly string[]>;
}

const schemas = new Map<number, Schema>();

/** The schema that our migrations make, from running them. */
function expectedSchema(version: number): Schema {
  const known = schemas.get(version);
  if (known) return known;
  const db = new Database(':memory:');
  for (const sql of MIGRATIONS.slice(0, version)) db.exec(sql);
  const entries = entriesOf(db);
  const tables = [...entries.values()].filter(({ type }) => type === 'table');
  const schema = {
    entries,
    text_columns: new Map(tables.map(({ name }) => [name, textColumnsOf(db, name)])),
  };
  db.close();
  schemas.set(version, schema);
  return schema;
}

const textColumnsOf = (db: Database.Database, table: string): string[] =>
  (db.pragma(`table_info(${table})`) as { name: string; type: string }[])
    .filter(({ type }) => type.toLowerCase() === 'text')
    .map(({ name }) => name);

const entriesOf = (db: Database.Database): Map<string, Entry> =>
  new Map(
    (db.prepare('select type, name, tbl_name, sql from sqlite_schema').all() as Entry[]).map((entry) => [
      `${entry.type} ${entry.name}`,
      entry,
    ]),
  );

/** SQL without comments, spaces and case: releases may word a comment anew. */
const plain = (sql: string | null): string | null =>
  sql &&
  sql
    .replaceAll(/--[^\n]*|\/\*.*?\*\//gs, ' ')
    .replaceAll(/["`\[\]]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([(),=<>]) ?/g, '$1')
    .trim()
    .toLowerCase();

/** A name from a hostile file may be long or hold control characters. */
const shown = (name: string): string => JSON.stringify(name.slice(0, 40));

const refuse = (path: string, why: string): AuditError =>
  new AuditError(
    'study',
    `${path} is refused: ${why}. Open a study as Wattproof wrote it; wattproof salvage brings over its data`,
  );

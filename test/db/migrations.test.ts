// Each migration applied to a study from an older program.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MIGRATIONS, SCHEMA_VERSION } from '../../db/migrations/index.ts';
import { readSources } from '../../db/sources.ts';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wattproof-migrations-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A study as written by the program of that schema. */
function studyOfSchema(version: number, fill: (db: Database.Database) => void): string {
  const path = join(dir, `schema-${version}.wattproof`);
  const db = new Database(path);
  db.pragma('application_id = 0x57415454');
  for (const sql of MIGRATIONS.slice(0, version)) db.exec(sql);
  db.pragma(`user_version = ${version}`);
  fill(db);
  db.close();
  return path;
}

test('the column marks the constant estimates that schema 5 recognised by the first word of their method', () => {
  const path = studyOfSchema(5, (db) => {
    const insert = db.prepare(
      'insert into source (id, source_id, device, domain, kind, method) values (?, ?, ?, ?, ?, ?)',
    );
    insert.run(1, 'model:ram', 'memory', 'dram', 'modelled', 'constant: 5 W for 1 assumed module');
    insert.run(2, 'model:cpu', 'CPU', 'package', 'modelled', 'TDP x utilisation');
    insert.run(3, 'wall', 'plug', 'psys', 'measured', 'constant current clamp');
  });
  const study = openStudyFile(path, 'write');
  expect(study.db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
  expect(readSources(study).map(({ id, is_constant }) => [id, is_constant])).toEqual([
    ['model:ram', true],
    ['model:cpu', false],
    ['wall', false],
  ]);
  closeStudyFile(study);
});

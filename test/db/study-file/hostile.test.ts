import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { MIGRATIONS, SCHEMA_VERSION } from '../../../db/migrations/index.ts';
import { closeStudyFile, createStudyFile, openStudyFile } from '../../../db/study-file.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'wattproof-hostile-'));

/** A study that its author changed with another program. */
function changed(sql: string): string {
  const path = join(folder(), 's.wattproof');
  closeStudyFile(createStudyFile(path));
  const db = new Database(path);
  db.unsafeMode();
  db.pragma('writable_schema = on');
  db.exec(sql);
  db.close();
  return path;
}

test.each([
  ['a view', 'create view extra as select 1', /contains the view "extra", which Wattproof never makes/],
  ['a view in place of a table', 'drop table look; create view look as select 1', /contains the view "look"/],
  [
    'a trigger',
    'create trigger evil after insert on event begin delete from trial; end',
    /contains the trigger "evil"/,
  ],
  ['a table', 'create table extra (a)', /contains the table "extra"/],
  ['a virtual table', 'create virtual table extra using fts5(a)', /contains the table "extra/],
  ['an index', 'create index extra on event (message)', /contains the index "extra"/],
  [
    'a generated column',
    'alter table event add column evil text generated always as (hex(zeroblob(1e9))) virtual',
    /its table event is not the one/,
  ],
  ['a missing table', 'drop table look', /its table look is missing/],
  [
    'another check',
    "update sqlite_schema set sql = replace(sql, '''running''', '''walking''') where name = 'study'",
    /its table study is not the one/,
  ],
  [
    'a long text',
    "insert into event values (1, null, 1, 'note', hex(zeroblob(100001)))",
    /event\.message holds more than 100000 bytes/,
  ],
] as const)('%s from elsewhere is refused before anything is read', (_what, sql, says) => {
  const path = changed(sql);
  const before = readFileSync(path);
  for (const mode of ['read', 'write'] as const) expect(() => openStudyFile(path, mode)).toThrow(says);
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(join(path, '..'))).toEqual(['s.wattproof']);
});

test('a name in a refusal cannot bring control characters', () => {
  const path = changed(`create view "\u001b]0;evil\u0007${'x'.repeat(500)}" as select 1`);
  expect(() => openStudyFile(path, 'read')).toThrow(
    expect.objectContaining({ message: expect.not.stringMatching(/[\u0000-\u001f]/) }),
  );
});

test('a study that is cut off says how much of it is left', () => {
  const path = join(folder(), 's.wattproof');
  closeStudyFile(createStudyFile(path));
  truncateSync(path, readFileSync(path).length - 100);
  expect(() => openStudyFile(path, 'read')).toThrow(/is damaged: it has \d+ of its \d+ bytes/);
});

test('a fault that only the full check of SQLite finds is said', () => {
  const path = join(folder(), 's.wattproof');
  const study = createStudyFile(path);
  for (const name of ['a', 'b', 'c'])
    study.db.prepare('insert into factor values (?, 1, ?)').run(name, 'level');
  closeStudyFile(study);
  const bytes = readFileSync(path);
  bytes[bytes.lastIndexOf('blevel') === -1 ? bytes.indexOf('b\u0001level') : bytes.lastIndexOf('blevel')] =
    0x7a;
  writeFileSync(path, bytes);
  expect(() => openStudyFile(path, 'read')).toThrow(/is damaged: .*(order|missing|rows)/i);
});

test.skipIf(process.platform === 'win32')('a pipe and a device are refused at once', () => {
  const pipe = join(folder(), 'pipe.wattproof');
  execFileSync('mkfifo', [pipe]);
  for (const path of [pipe, '/dev/zero'])
    expect(() => openStudyFile(path, 'read')).toThrow(/is a pipe or a device/);
});

test('an older study is read as a migrated copy and not touched', () => {
  const path = join(folder(), 'old.wattproof');
  const db = new Database(path);
  db.pragma('application_id = 0x57415454');
  for (const sql of MIGRATIONS.slice(0, 5)) db.exec(sql);
  db.pragma('user_version = 5');
  db.close();
  const before = readFileSync(path);
  const study = openStudyFile(path, 'read');
  expect(study.db.prepare('select uuid from study').all()).toEqual([]);
  expect(() => study.db.exec('delete from trial')).toThrow(/readonly/);
  closeStudyFile(study);
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(join(path, '..'))).toEqual(['old.wattproof']);

  const writer = openStudyFile(path, 'write');
  const backup = join(path, '..', 'old (schema 5).wattproof');
  expect(writer.backup).toEqual({ schema: 5, path: backup });
  expect(writer.db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
  closeStudyFile(writer);
  const kept = new Database(backup, { readonly: true });
  expect(kept.pragma('user_version', { simple: true })).toBe(5);
  kept.close();
  // A second migration of a study of the same name keeps the first backup.
  copyFileSync(backup, path);
  const again = openStudyFile(path, 'write');
  expect(again.backup?.path).toMatch(/old \(schema 5 2\)\.wattproof$/);
  closeStudyFile(again);
});

test('a file that changes after it was found whole is checked again', () => {
  const path = join(folder(), 's.wattproof');
  closeStudyFile(createStudyFile(path));
  for (let n = 0; n < 2; n++) closeStudyFile(openStudyFile(path, 'read'));
  const bytes = readFileSync(path);
  bytes.fill(0xff, 4096, 2 * 4096);
  writeFileSync(path, bytes);
  expect(() => openStudyFile(path, 'read')).toThrow(/is damaged/);
});

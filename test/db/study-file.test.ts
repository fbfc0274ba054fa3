import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../db/migrations/index.ts';
import { closeStudyFile, createStudyFile, isStudyFile, openStudyFile } from '../../db/study-file.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'wattproof-db-'));

test('a closed study is one self-contained file that opens again', () => {
  const dir = folder();
  const path = join(dir, 'new', 'a.wattproof');
  closeStudyFile(createStudyFile(path));
  expect(readdirSync(join(dir, 'new'))).toEqual(['a.wattproof']);
  const study = openStudyFile(path, 'read');
  expect(study.db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
  expect(() => study.db.exec('delete from trial')).toThrow(/readonly/);
  closeStudyFile(study);
});

test('an existing study is never overwritten', () => {
  const path = join(folder(), 'a.wattproof');
  closeStudyFile(createStudyFile(path));
  const before = statSync(path).mtimeMs;
  expect(() => createStudyFile(path)).toThrow(/already exists and is never overwritten; choose another name/);
  expect(statSync(path).mtimeMs).toBe(before);
});

test.each(['read', 'write'] as const)(
  'what is not a study is refused in one line and left alone (%s)',
  (mode) => {
    const dir = folder();
    const text = join(dir, 'text.wattproof');
    writeFileSync(text, 'precision,energy_j\nfp32,1\n'.repeat(100));
    expect(() => openStudyFile(text, mode)).toThrow(/is not a study file \(not SQLite\)/);

    const other = join(dir, 'other.wattproof');
    new Database(other).exec('create table t (a)').close();
    expect(() => openStudyFile(other, mode)).toThrow(/a SQLite file but not a Wattproof study/);

    expect(() => openStudyFile(join(dir, 'absent.wattproof'), mode)).toThrow(/no study file at/);
    expect(() => openStudyFile(dir, mode)).toThrow(/is a folder/);
    expect(readdirSync(dir).sort()).toEqual(['other.wattproof', 'text.wattproof']);
  },
);

test('a study from a newer version is refused with both version numbers', () => {
  const path = join(folder(), 'newer.wattproof');
  const study = createStudyFile(path);
  study.db.pragma(`user_version = ${SCHEMA_VERSION + 7}`);
  closeStudyFile(study);
  for (const mode of ['read', 'write'] as const)
    expect(() => openStudyFile(path, mode)).toThrow(
      `schema ${SCHEMA_VERSION + 7}, but this version of Wattproof reads up to ${SCHEMA_VERSION}; update Wattproof`,
    );
});

test('a truncated study says it is damaged', () => {
  const path = join(folder(), 'cut.wattproof');
  closeStudyFile(createStudyFile(path));
  const whole = new Database(path);
  whole.exec('insert into event values (1, null, 1, hex(randomblob(60000)), 1)');
  whole.close();
  const size = statSync(path).size;
  const bytes = Buffer.alloc(size / 2, 0xaa);
  writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), bytes]));
  expect(() => openStudyFile(path, 'read')).toThrow(/is damaged|is not a study file/);
});

test('a study is recognised by its ending or by its first bytes', () => {
  const dir = folder();
  const path = join(dir, 'renamed.db');
  closeStudyFile(createStudyFile(path));
  writeFileSync(join(dir, 'a.csv'), 'a,b\n');
  expect(isStudyFile(path)).toBe(true);
  expect(isStudyFile(join(dir, 'a.csv'))).toBe(false);
  expect(isStudyFile(join(dir, 'gone.csv'))).toBe(false);
  expect(isStudyFile('anything.wattproof')).toBe(true);
});

// salvage brings over what is readable, says what is not, and never touches what is there.
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../core/settings.ts';
import { salvageStudy } from '../../../engine/integrity/salvage.ts';
import { verifyStudy } from '../../../engine/integrity/verify.ts';
import { viewStudy } from '../../../engine/study/study-view.ts';
import { writeBigStudy } from '../../bench/big-study.ts';
import { answered } from '../../cli/in-process.ts';

const OLDER = fileURLToPath(new URL('../../../examples/first-try.wattproof', import.meta.url));
const PAGE_B = 4096;

let dir: string;
let good: string;
let [damaged, saved] = ['', ''];
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wattproof-salvage-'));
  good = join(dir, 'good.wattproof');
  [damaged, saved] = [join(dir, 'damaged.wattproof'), join(dir, 'saved.wattproof')];
  writeBigStudy(good, { trials: 8, samples: 3200 });
});
afterAll(() => rmSync(dir, { recursive: true }));
beforeEach(() => {
  copyFileSync(good, damaged);
  rmSync(saved, { force: true });
});

const view = (path: string) => viewStudy(path, { settings: DEFAULT_SETTINGS });

function wipe(pages: readonly number[]): void {
  const file = openSync(damaged, 'r+');
  for (const page of pages) writeSync(file, Buffer.alloc(PAGE_B, 0xa5), 0, PAGE_B, (page - 1) * PAGE_B);
  closeSync(file);
}

/** Pages of a table, the root first. */
function pagesOf(table: string): number[] {
  const db = new Database(good, { readonly: true });
  const pages = db
    .prepare('select pageno from dbstat where name = ? order by path')
    .pluck()
    .all(table) as number[];
  db.close();
  return pages;
}

test('a whole study comes over whole, with the same answer and a chain of its own', () => {
  const { tables, lost_pages, replaced, message } = salvageStudy(damaged, saved);
  expect(tables.every(({ lost }) => lost === 0)).toBe(true);
  expect(tables).toContainEqual({ table: 'sample', rows: 3200, lost: 0 });
  expect({ lost_pages, replaced }).toEqual({ lost_pages: 0, replaced: [] });
  expect(verifyStudy(saved)).toMatchObject({ ok: true, checked: { 'links of the hash chain': 11 } });
  const [before, after] = [view(good), view(saved)];
  expect(after.trials).toEqual(before.trials);
  expect(after.doubts).toEqual([message]);
  expect(after.analysis?.verdict).toEqual(before.analysis?.verdict);
  expect(message).toMatch(
    /^This study was saved from the damaged file damaged\.wattproof: \d+ rows .*No row is known/,
  );
});

test('an older study comes over in the newest schema', () => {
  salvageStudy(OLDER, saved);
  expect(view(saved).trials).toEqual(view(OLDER).trials);
  expect(verifyStudy(saved).ok).toBe(true);
});

test('without its first page every row is still recognised', () => {
  wipe([1]);
  const { tables } = salvageStudy(damaged, saved);
  expect(tables).toContainEqual({ table: 'sample', rows: 3200, lost: 0 });
  expect(view(saved).trials).toEqual(view(good).trials);
});

test('lost energies are computed again, and what is lost is counted', () => {
  wipe(pagesOf('energy'));
  const { tables, replaced } = salvageStudy(damaged, saved);
  expect(tables).toContainEqual({ table: 'energy', rows: 0, lost: 64 });
  expect(replaced).toEqual(['64 lost energies were computed again from the samples']);
  expect(view(saved).trials).toEqual(view(good).trials);
});

test('trials whose results are lost count as failed, and keep their samples', () => {
  wipe(pagesOf('trial'));
  const { tables, replaced } = salvageStudy(damaged, saved);
  expect(tables).toContainEqual({ table: 'trial', rows: 0, lost: 8 });
  expect(tables).toContainEqual({ table: 'sample', rows: 3200, lost: 0 });
  expect(replaced).toEqual(['8 trials whose results are lost count as failed']);
  expect(view(saved).trials.map(({ state }) => state)).toEqual(Array(8).fill('failed'));
});

test('samples stay where the description of their sources, the plan and the design are lost', () => {
  wipe([...pagesOf('source'), ...pagesOf('study'), ...pagesOf('trial')]);
  const { tables, replaced } = salvageStudy(damaged, saved);
  expect(tables).toContainEqual({ table: 'sample', rows: 3200, lost: 0 });
  expect(replaced).toEqual([
    expect.stringContaining('the name, design and settings of the study could not be read'),
    '8 trials whose results are lost count as failed',
    'the description of 4 power sources is lost, so no total includes them',
  ]);
  expect(view(saved).trials).toHaveLength(8);
});

test('an existing file is never overwritten, and a file without a study leaves nothing behind', async () => {
  copyFileSync(OLDER, saved);
  expect(() => salvageStudy(damaged, saved)).toThrow(/already exists and is never overwritten/);
  expect(readFileSync(saved).equals(readFileSync(OLDER))).toBe(true);
  rmSync(saved);
  expect(() => salvageStudy(fileURLToPath(import.meta.url), saved)).toThrow(/nothing in .* can be read/);
  expect(existsSync(saved)).toBe(false);
  expect((await answered({ args: ['salvage', damaged] })).code).toBe(2);
  wipe([pagesOf('sample').at(-1) as number]);
  const before = readFileSync(damaged);
  const { code, stdout } = await answered({ args: ['salvage', damaged, saved] });
  expect(code).toBe(0);
  expect(stdout).toMatch(/Not\sreadable: \d+ of sample/);
  expect(stdout).toMatch(/^sample +\d+ +\d+$/m);
  expect(readFileSync(damaged).equals(before)).toBe(true);
});

test('a study whose writer was killed is saved with what only its log holds; the log of another study is left out', () => {
  const writer = new Database(damaged);
  writer.pragma('journal_mode = wal');
  writer.pragma('wal_autocheckpoint = 0');
  writer.prepare(`update trial set message = 'only in the log' where id = 3`).run();
  for (const end of ['', '-wal']) copyFileSync(`${damaged}${end}`, `${damaged}.killed${end}`);
  writer.close();

  expect(salvageStudy(`${damaged}.killed`, saved).message).not.toContain('log');
  const messageOfTrial = (path: string) => {
    const db = new Database(path, { readonly: true });
    try {
      return db.prepare('select message from trial where id = 3').pluck().get();
    } finally {
      db.close();
    }
  };
  expect(messageOfTrial(saved)).toBe('only in the log');

  const stranger = join(dir, 'stranger.wattproof');
  writeBigStudy(stranger, { trials: 2, samples: 200 });
  rmSync(saved);
  copyFileSync(`${damaged}.killed-wal`, `${stranger}-wal`);
  const { message } = salvageStudy(stranger, saved);
  expect(message).toContain(`The log ${stranger}-wal`);
  expect(message).toContain('was not read');
  expect(messageOfTrial(saved)).toBeUndefined();
});

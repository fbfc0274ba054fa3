import { copyFileSync, existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { insertEvent, readEvents } from '../../../db/events.ts';
import { isOpenHere } from '../../../db/study-file/open-here.ts';
import { closeStudyFile, createStudyFile, openStudyFile } from '../../../db/study-file.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'wattproof-journal-'));

function study(events: number): string {
  const path = join(folder(), 's.wattproof');
  const made = createStudyFile(path);
  for (let n = 0; n < events; n++)
    insertEvent(made, { trial: null, t_ns: n, kind: 'note', message: 'x'.repeat(3000) });
  closeStudyFile(made);
  return path;
}

/** The file and journal as a program leaves them that is killed in the middle of a change. */
function interrupted(path: string, sql: string): string {
  const to = join(folder(), 's.wattproof');
  const db = new Database(path);
  db.pragma('journal_mode = delete');
  db.pragma('cache_size = 1'); // so that pages are written before the end
  db.exec('begin immediate');
  db.exec(sql);
  copyFileSync(path, to);
  copyFileSync(`${path}-journal`, `${to}-journal`);
  db.exec('rollback');
  db.close();
  return to;
}

const DOUBLE =
  "update event set message = message || 'y'; insert into event select id + 100, trial, t_ns, kind, message from event";

test('an interrupted change is taken back before anything is read', () => {
  const path = study(20);
  const killed = interrupted(path, DOUBLE);
  expect(statSync(`${killed}-journal`).size).toBeGreaterThan(0);
  expect(readFileSync(killed).equals(readFileSync(path))).toBe(false);
  const opened = openStudyFile(killed, 'read');
  expect(readEvents(opened).map(({ message }) => message)).toEqual(Array(20).fill('x'.repeat(3000)));
  closeStudyFile(opened);
  expect(existsSync(`${killed}-journal`)).toBe(false);
});

test('the journal of another file is refused and the file left as it is', () => {
  const killed = interrupted(study(20), DOUBLE);
  const other = study(2);
  const again = openStudyFile(other, 'write');
  insertEvent(again, { trial: null, t_ns: 9, kind: 'note', message: 'more' });
  closeStudyFile(again);
  copyFileSync(`${killed}-journal`, `${other}-journal`);
  const before = readFileSync(other);
  for (const mode of ['read', 'write'] as const)
    expect(() => openStudyFile(other, mode)).toThrow(/s\.wattproof-journal does not belong to .*move it/);
  expect(readFileSync(other).equals(before)).toBe(true);
});

test.skipIf(process.platform !== 'linux')('reading a study that this process writes keeps its lock', () => {
  const path = join(folder(), 's.wattproof');
  const writer = createStudyFile(path);
  expect(isOpenHere(path)).toBe(true);
  const reader = openStudyFile(path, 'read');
  closeStudyFile(reader);
  expect(isOpenHere(path)).toBe(true);
  closeStudyFile(writer);
  expect(isOpenHere(path)).toBe(false);
});

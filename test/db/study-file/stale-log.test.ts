import { copyFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { insertEvent, readEvents } from '../../../db/events.ts';
import { foldLog } from '../../../db/study-file/fold.ts';
import { closeStudyFile, createStudyFile, openStudyFile, type StudyFile } from '../../../db/study-file.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'wattproof-log-'));
const add = (study: StudyFile, message: string): void =>
  insertEvent(study, { trial: null, t_ns: 1, kind: 'note', message });
const messages = (path: string): string[] => {
  const study = openStudyFile(path, 'read');
  try {
    return readEvents(study).map(({ message }) => message);
  } finally {
    closeStudyFile(study);
  }
};

/** The file and its log as a writer leaves them that is killed at this moment. */
function snapshot(path: string): { into: (path: string) => void; file: string; log: string } {
  const dir = folder();
  const [file, log] = [join(dir, 'file'), join(dir, 'log')];
  copyFileSync(path, file);
  copyFileSync(`${path}-wal`, log);
  return {
    file,
    log,
    into(to) {
      copyFileSync(file, to);
      copyFileSync(log, `${to}-wal`);
    },
  };
}

/** A study at four moments: before and after each of two checkpoints. */
function history() {
  const path = join(folder(), 's.wattproof');
  const study = createStudyFile(path);
  add(study, 'one');
  const first = snapshot(path);
  foldLog(study);
  add(study, 'two');
  const second = snapshot(path);
  add(study, 'two and a half');
  const later = snapshot(path);
  foldLog(study);
  add(study, 'three');
  const third = snapshot(path);
  closeStudyFile(study);
  return { first, second, later, third, closed: path };
}

test('a killed study opens with its log, which is folded in', () => {
  const { third } = history();
  const to = join(folder(), 's.wattproof');
  third.into(to);
  expect(messages(to)).toEqual(['one', 'two', 'two and a half', 'three']);
  expect(readdirSync(join(to, '..'))).toEqual(['s.wattproof']);
});

test('the file alone holds what was there at the last checkpoint, and reading it leaves nothing beside it', () => {
  const { third } = history();
  const to = join(folder(), 's.wattproof');
  copyFileSync(third.file, to);
  expect(messages(to)).toEqual(['one', 'two', 'two and a half']);
  expect(readdirSync(join(to, '..'))).toEqual(['s.wattproof']);
});

test('a file beside the log of another moment, another study or another branch is refused, for reading and writing', () => {
  const [a, b] = [history(), history()];
  const branch = join(folder(), 'branch.wattproof');
  copyFileSync(a.closed, branch);
  const writer = openStudyFile(branch, 'write');
  add(writer, 'branch');
  const branched = snapshot(branch);
  closeStudyFile(writer);
  const later = openStudyFile(a.closed, 'write');
  add(later, 'other branch');
  closeStudyFile(later);
  const pairs = [
    [a.first.file, a.second.log],
    [a.first.file, a.third.log],
    [a.second.file, a.first.log],
    [a.second.file, a.third.log],
    [a.third.file, a.first.log],
    [a.third.file, a.second.log],
    [a.third.file, a.later.log],
    [a.closed, a.third.log],
    [a.closed, branched.log],
    [b.closed, a.third.log],
    [b.third.file, a.third.log],
    [b.first.file, a.first.log],
  ] as const;
  for (const [file, log] of pairs)
    for (const mode of ['read', 'write'] as const) {
      const to = join(folder(), 's.wattproof');
      copyFileSync(file, to);
      copyFileSync(log, `${to}-wal`);
      const before = readFileSync(to);
      expect(() => openStudyFile(to, mode)).toThrow(
        /the log .*s\.wattproof-wal continues another study or another state of .*move it to another folder/,
      );
      expect(readFileSync(to).equals(before)).toBe(true);
      renameSync(`${to}-wal`, join(to, '..', 'away'));
      expect(() => messages(to)).not.toThrow();
    }
});

test('a log that goes on after the moment of the file opens whole, also when a checkpoint was cut short', () => {
  const { second, later } = history();
  const to = join(folder(), 's.wattproof');
  copyFileSync(second.file, to);
  copyFileSync(later.log, `${to}-wal`);
  expect(messages(to)).toEqual(['one', 'two', 'two and a half']);
  // A part of the log's pages is in the file already.
  const cut = join(folder(), 's.wattproof');
  copyFileSync(second.file, cut);
  copyFileSync(second.log, `${cut}-wal`);
  const checkpoint = new Database(cut);
  checkpoint.pragma('wal_checkpoint(passive)');
  const partly = readFileSync(cut);
  checkpoint.close();
  writeFileSync(cut, partly);
  copyFileSync(later.log, `${cut}-wal`);
  expect(messages(cut)).toEqual(['one', 'two', 'two and a half']);
});

test('a damaged log says how much of it cannot be read, wherever the damage is', () => {
  const { third } = history();
  const log = readFileSync(third.log);
  for (const at of [0, 9, 17, 25, 33, 41, 300, 2000]) {
    const to = join(folder(), 's.wattproof');
    copyFileSync(third.file, to);
    const damaged = Buffer.from(log);
    damaged[at] = (damaged[at] as number) ^ 0x10;
    writeFileSync(`${to}-wal`, damaged);
    expect(() => openStudyFile(to, 'read'), `byte ${at}`).toThrow(/the log .* is damaged/);
  }
});

test('no new study is begun where the log of another one is left', () => {
  const { third } = history();
  const to = join(folder(), 's.wattproof');
  copyFileSync(third.log, `${to}-wal`);
  expect(() => createStudyFile(to)).toThrow(/s\.wattproof-wal is left from another study/);
  expect(readFileSync(`${to}-wal`).length).toBeGreaterThan(0);
});

// The log file: its contents, its rotation, and that a log which cannot be written breaks nothing.
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from '../../../engine/setup/log.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wattproof-log-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const bytesOf = (file: string): number => statSync(join(dir, 'logs', file)).size;

test('an error is kept with stack and causes, the home folder as ~, and none of its other fields', () => {
  const log = openLog(dir, 'window');
  const cause = Object.assign(new TypeError(`cannot read ${homedir()}/secret.txt`), {
    env: { TOKEN: 'hunter2' },
    row: ['participant 7', 81.5],
  });
  expect(log.error('the report', new Error('it broke', { cause }))).toBe(true);
  const text = readFileSync(log.path, 'utf8');
  expect(text).toMatch(
    /^\d{4}-\d\d-\d\dT[\d:.]+Z window \d+ error the report: Error: it broke\n +at .*log\.test\.ts/,
  );
  expect(text).toMatch(/\ncaused by TypeError: cannot read ~\/secret\.txt\n +at /);
  expect(text).not.toMatch(/hunter2|participant/);
  expect(text).not.toContain(homedir());
});

test('only its owner may read it', () => {
  const log = openLog(dir, 'window');
  log.info('begun');
  expect(statSync(log.path).mode & 0o077).toBe(0);
});

test('nothing is made before the first line', () => {
  openLog(dir, 'terminal');
  expect(readdirSync(dir)).toEqual([]);
});

test('it rotates at a mebibyte and keeps three files, with the newest lines in the first', () => {
  const log = openLog(dir, 'terminal');
  for (let n = 1; n <= 400; n += 1) log.info(`${n} ${'x'.repeat(12_000)}`);
  expect(readdirSync(join(dir, 'logs')).sort()).toEqual([
    'wattproof.1.log',
    'wattproof.2.log',
    'wattproof.log',
  ]);
  for (const file of readdirSync(join(dir, 'logs'))) expect(bytesOf(file)).toBeLessThan(2 ** 20 + 16_384);
  const numbers = (file: string): number[] =>
    [...readFileSync(join(dir, 'logs', file), 'utf8').matchAll(/ info (\d+) /g)].map(([, n]) => Number(n));
  const kept = ['wattproof.2.log', 'wattproof.1.log', 'wattproof.log'].flatMap(numbers);
  expect(kept.at(-1)).toBe(400);
  expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => 401 - kept.length + i));
});

test('a log that another program has just rotated is not rotated again', () => {
  const log = openLog(dir, 'window');
  for (let n = 0; n < 80; n += 1) log.info('x'.repeat(14_000));
  // As the other program left it: a new file, while this one still counts the bytes of the old.
  writeFileSync(join(dir, 'logs', 'wattproof.1.log'), 'the old file');
  writeFileSync(log.path, 'the new file\n');
  log.info('after');
  expect(readFileSync(log.path, 'utf8')).toMatch(/^the new file\n.* after\n$/);
  expect(readFileSync(join(dir, 'logs', 'wattproof.1.log'), 'utf8')).toBe('the old file');
});

/** A separate program, since a process reports it only once. */
function logThrice() {
  const module = new URL('../../../engine/setup/log.ts', import.meta.url).href;
  const script = `
    const { openLog } = await import(${JSON.stringify(module)});
    const log = openLog(${JSON.stringify(dir)}, 'terminal');
    log.info('one');
    log.info('two');
    console.log(log.error('three', new Error('boom')), process.exitCode);`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
}

test('a folder that cannot be created is reported once, and the program continues', () => {
  writeFileSync(join(dir, 'logs'), 'a file where the folder should be');
  expect(logThrice()).toMatchObject({
    status: 0,
    stdout: 'false undefined\n',
    stderr: expect.stringMatching(
      /^wattproof: the log cannot be written: .*wattproof\.log.*(EEXIST|ENOTDIR)[^\n]*\n$/,
    ),
  });
});

test.skipIf(process.platform !== 'linux')('where the disk is full it says so once and goes on', () => {
  mkdirSync(join(dir, 'logs'));
  symlinkSync('/dev/full', join(dir, 'logs', 'wattproof.log'));
  expect(logThrice()).toMatchObject({
    status: 0,
    stdout: 'false undefined\n',
    stderr: expect.stringMatching(/^wattproof: the log cannot be written: .*wattproof\.log.*ENOSPC[^\n]*\n$/),
  });
});

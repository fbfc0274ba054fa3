// A fault of the terminal program itself: one line on stderr, the stack in the log, exit code 1.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { call, callJson, dataDir, isolated } from './wattproof.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** `doctor` in a process that runs `source` before anything else. */
function doctor(dir: string, source: string) {
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(source)}`,
    PROGRAM,
    'doctor',
    '--json',
  ];
  const env = { ...process.env, ...isolated(dir) };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test.each([
  ['an exception that nothing caught', `setTimeout(() => { throw new RangeError('boom') }, 1)`],
  ['a rejection that nobody handled', `setTimeout(() => Promise.reject(new RangeError('boom')), 1)`],
])('%s', (_what, source) => {
  const dir = dataDir();
  const said = doctor(dir, source);
  const log = join(dir, 'logs', 'wattproof.log');
  expect(said).toEqual({
    status: 1,
    stdout: '',
    stderr: `wattproof: unexpected error: boom; the details are in ${log}\n`,
  });
  expect(readFileSync(log, 'utf8')).toMatch(
    /terminal \d+ error the terminal program: RangeError: boom\n +at .+/,
  );
});

test('where the log cannot be written the stack goes to stderr instead', () => {
  const dir = dataDir();
  writeFileSync(join(dir, 'logs'), '');
  const { status, stderr } = doctor(dir, `setTimeout(() => { throw new RangeError('boom') }, 1)`);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^wattproof: the log cannot be written: .*\nwattproof: unexpected error: boom\nRangeError: boom\n +at /,
  );
});

test('doctor names the log file, in words and in its document; a run that goes well leaves none', async () => {
  const dir = dataDir();
  const env = { WATTPROOF_DATA_DIR: dir };
  const log = join(dir, 'logs', 'wattproof.log');
  expect(await callJson(['doctor', '--no-probe'], env)).toMatchObject({ log_file: log });
  expect((await call({ args: ['doctor', '--no-probe'], env })).stdout).toContain(`\nLog file: ${log}\n`);
  expect(existsSync(log)).toBe(false);
});

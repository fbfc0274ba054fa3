// Scripts of build/ and test/ say how they are called, refuse what they do not know, and write nothing in either case.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const empty = mkdtempSync(path.join(tmpdir(), 'wattproof-scripts-'));
afterAll(() => rmSync(empty, { recursive: true, force: true }));

const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
/** Stand-ins for other programs are called as those are. */
const STAND_IN = /^test\/fixtures\/(trainer|polkit)\//;
const files = git('ls-files', '--cached', '--others', '--exclude-standard', '--', 'build', 'test')
  .split('\n')
  .filter((file) => /\.(ts|mjs|cjs|sh)$/.test(file) && !file.endsWith('.test.ts') && !STAND_IN.test(file))
  .map((file) => ({ file, source: readFileSync(path.join(ROOT, file), 'utf8') }));

const node = files.filter(({ source }) =>
  /^(const .* = |  const .* = )?read(Words|Numbers|Options)\(\{/m.test(source),
);
/** The launchers become the terminal program or the app, which answer for themselves; the rest of build/ is sourced. */
const shell = files.filter(
  ({ file, source }) => source.startsWith('#!') && !/(^|\/)wattproof\.sh$/.test(file),
);
const scripts = [...node, ...shell].map(({ file }) => file);

/** Node refuses every write to the disk; addons and threads are allowed, since some load before the words are read. */
const NO_WRITING = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-addons',
  '--allow-worker',
  '--allow-child-process',
  '--disable-warning=SecurityWarning',
];

function call(script: string, ...words: string[]) {
  const [program, ...options] = script.endsWith('.sh') ? ['bash'] : [process.execPath, ...NO_WRITING];
  const { status, stdout, stderr } = spawnSync(
    program as string,
    [...options, path.join(ROOT, script), ...words],
    {
      cwd: empty,
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: empty, HOME: empty },
    },
  );
  expect(readdirSync(empty)).toEqual([]);
  return { status, stdout, stderr };
}

test('the scripts are found, and no other file reads its words by itself', () => {
  expect(scripts).toEqual(expect.arrayContaining(['build/bundle.ts', 'build/dist.sh', 'test/bench/app.ts']));
  expect(scripts.length).toBeGreaterThanOrEqual(15);
  const alone = files.filter(({ source }) => source.includes('process.argv')).map(({ file }) => file);
  // Shell scripts hand text to `node -e` and `node -p`.
  expect(alone.filter((file) => !file.endsWith('.sh'))).toEqual([]);
});

test.each(scripts)('%s answers --help', (script) => {
  const { status, stdout, stderr } = call(script, '--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain(script.endsWith('.ts') ? 'usage: ' : script);
});

test.each(scripts.filter((script) => script !== 'build/start.sh'))(
  '%s refuses an unknown option',
  (script) => {
    const { status, stdout, stderr } = call(script, '--no-such-option');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('--no-such-option');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  },
);

test('a script that writes would be caught', () => {
  const write = `require('node:fs').writeFileSync(${JSON.stringify(path.join(empty, 'a'))}, '')`;
  const { status, stderr } = spawnSync(process.execPath, [...NO_WRITING, '-e', write], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('ERR_ACCESS_DENIED');
});

test('words too few, too many or no numbers are refused in one line', () => {
  const usage = 'usage: node test/bench/bare-child.ts SECONDS\n';
  expect(call('test/bench/bare-child.ts').stderr).toBe(`expected 1 word, got 0; ${usage}`);
  expect(call('test/bench/bare-child.ts', '1', '2').stderr).toBe(`expected 1 word, got 2; ${usage}`);
  expect(call('test/bench/bare-child.ts', 'soon')).toEqual({
    status: 2,
    stdout: '',
    stderr: `expected a number, got soon; ${usage}`,
  });
});

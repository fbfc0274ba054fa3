// The words of npm test: a filter that fits nothing fails, usage on --help, and one plain line at the end.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const testScript = (...words: string[]) =>
  spawnSync('bash', ['build/test.sh', ...words], { cwd: ROOT, encoding: 'utf8' });

test.each([
  [['no-such-test'], 'no-such-test'],
  [['core/energy', 'no-such-test'], 'no-such-test'],
  [['kernel-mutations'], 'kernel-mutations'],
  [['--deep', 'core/words'], 'core/words'],
])('%j fails in one line, with the count at the end', (words, unknown) => {
  const { status, stdout } = testScript(...words);
  expect(stdout).toBe(`failed: no test file has ${unknown} in its path\n0 passed, 1 failed, 0 skipped\n`);
  expect(status).toBe(1);
});

test('--help prints how it is called, an unknown option is refused', () => {
  expect(testScript('--help')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('npm test -- FILTER'),
  });
  expect(testScript('--bail')).toMatchObject({ status: 2, stdout: '' });
});

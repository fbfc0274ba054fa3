// The CUDA kernels, compiled for the CPU, against double precision; needs no CUDA. Under the sanitizers in sanitizers.deep.test.ts.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { BUILT, needs } from './programs.ts';

needs('kernels');

test('every kernel, in every order of threads', { timeout: 300_000 }, () => {
  const { stdout, stderr, status } = spawnSync(BUILT.kernel_tests, { encoding: 'utf8' });
  expect(stdout).toMatch(/\d+ cases, \d+ checks, 0 failed/);
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

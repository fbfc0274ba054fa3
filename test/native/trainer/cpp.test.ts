// The trainer's own tests in C++, of the objects that the program is linked of; under the sanitizers in sanitizers.deep.test.ts.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { BUILT, needs } from './programs.ts';

needs('trainer-tests');

test('kernels, network, loaders and parser', { timeout: 300_000 }, () => {
  const { stdout, status } = spawnSync(BUILT.trainer_tests, { encoding: 'utf8' });
  expect(stdout).toMatch(/\d+ cases, \d+ checks, 0 failed/);
  expect(status).toBe(0);
});

// The trainer's own tests in C++, built with the address and undefined-behaviour sanitizers.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './training.ts';

test('kernels, network, loaders and parser', { timeout: 600_000 }, () => {
  const build = join(ROOT, '.cache', 'trainer-tests');
  const options = ['-DTRAINER_TESTS=ON', '-DTRAINER_SANITIZE=ON', '-DCMAKE_BUILD_TYPE=Debug'];
  execFileSync('cmake', ['-S', join(ROOT, 'native', 'trainer'), '-B', build, ...options], { stdio: 'pipe' });
  execFileSync('cmake', ['--build', build, '--parallel', '2', '--target', 'trainer-tests'], {
    stdio: 'pipe',
  });
  const { stdout, status } = spawnSync(join(build, 'trainer-tests'), { encoding: 'utf8' });
  expect(stdout).toMatch(/\d+ cases, \d+ checks, 0 failed/);
  expect(status).toBe(0);
});

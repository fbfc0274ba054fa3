// The CUDA kernels, compiled for the CPU with the sanitizers, against double precision; needs no CUDA.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './training.ts';

test('every kernel, in every order of threads', { timeout: 600_000 }, () => {
  const build = join(ROOT, '.cache', 'kernel-tests');
  const source = join(ROOT, 'test', 'native', 'trainer', 'emulator');
  execFileSync('cmake', ['-S', source, '-B', build, '-DEMULATOR_SANITIZE=ON'], { stdio: 'pipe' });
  execFileSync('cmake', ['--build', build, '--parallel', '2'], { stdio: 'pipe' });
  const { stdout, stderr, status } = spawnSync(join(build, 'kernel-tests'), { encoding: 'utf8' });
  expect(stdout).toMatch(/\d+ cases, \d+ checks, 0 failed/);
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

// Plants faults in the processor's networks and kernels, one at a time, and expects the trainer's C++ tests to find each. Some
// 20 minutes of two cores, so only on demand:
//   WATTPROOF_MUTATIONS=1 npm test -- test/native/trainer/cpu-mutations.test.ts
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CPU_MUTATIONS } from './cpp/mutations.ts';
import { ROOT } from './training.ts';

// A checkout in small: the tests stand where the build looks for them, seen from native/trainer.
const WORK = join(ROOT, '.cache', 'cpu-mutations');
const SOURCE = join('native', 'trainer');
const TESTS = join('test', 'native', 'trainer');

test.each(CPU_MUTATIONS)('$file still has: $from', ({ file, from }) => {
  expect(readFileSync(join(ROOT, SOURCE, 'src', file), 'utf8').split(from)).toHaveLength(2);
});

function testsPass(): boolean {
  const build = join(WORK, 'build');
  const options = ['-DTRAINER_TESTS=ON', '-DCMAKE_BUILD_TYPE=Release', '-DCMAKE_CXX_FLAGS_RELEASE=-O1'];
  execFileSync('cmake', ['-S', join(WORK, SOURCE), '-B', build, ...options], { stdio: 'pipe' });
  execFileSync('cmake', ['--build', build, '--parallel', '2', '--target', 'trainer-tests'], {
    stdio: 'pipe',
  });
  return spawnSync(join(build, 'trainer-tests'), ['--until-failure'], { timeout: 300_000 }).status === 0;
}

describe.skipIf(process.env.WATTPROOF_MUTATIONS === undefined)('planted (WATTPROOF_MUTATIONS=1)', () => {
  test('nothing: the tests pass', { timeout: 900_000 }, () => {
    for (const folder of [SOURCE, TESTS]) {
      rmSync(join(WORK, folder), { recursive: true, force: true });
      mkdirSync(join(WORK, folder), { recursive: true });
      cpSync(join(ROOT, folder), join(WORK, folder), { recursive: true });
    }
    expect(testsPass()).toBe(true);
  });

  test.each(CPU_MUTATIONS)('$file: $from -> $to', { timeout: 900_000 }, ({ file, from, to }) => {
    const path = join(WORK, SOURCE, 'src', file);
    const original = readFileSync(path, 'utf8');
    try {
      writeFileSync(
        path,
        original.replace(from, () => to),
      );
      expect(testsPass()).toBe(false);
    } finally {
      writeFileSync(path, original);
    }
  });
});

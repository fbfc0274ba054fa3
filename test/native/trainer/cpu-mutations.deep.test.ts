// Plants faults in the processor's networks and kernels, one at a time, and expects the trainer's C++ tests to find each. All of them
// take some 20 minutes of two cores:
//   WATTPROOF_MUTATIONS=all npm run test:deep -- cpu-mutations
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CPU_MUTATIONS } from './cpp/mutations.ts';
import { astray, chosen, PLANTED } from './planted.ts';
import { needs } from './programs.ts';
import { ROOT } from './training.ts';

// A checkout in small: the tests stand where the build looks for them, seen from native/trainer.
const WORK = join(ROOT, '.cache', 'cpu-mutations');
const SOURCE = join('native', 'trainer');
const TESTS = join('test', 'native', 'trainer');

needs('trainer-tests');

test('every fault of the list has its place in the sources', () => {
  expect(astray(CPU_MUTATIONS, (file) => readFileSync(join(ROOT, SOURCE, 'src', file), 'utf8'))).toEqual([]);
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

describe(`planted: ${PLANTED}`, () => {
  test('nothing: the tests pass', { timeout: 900_000 }, () => {
    for (const folder of [SOURCE, TESTS]) {
      rmSync(join(WORK, folder), { recursive: true, force: true });
      mkdirSync(join(WORK, folder), { recursive: true });
      cpSync(join(ROOT, folder), join(WORK, folder), { recursive: true });
    }
    expect(testsPass()).toBe(true);
  });

  test.each(chosen(CPU_MUTATIONS))('$file: $from -> $to', { timeout: 900_000 }, ({ file, from, to }) => {
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

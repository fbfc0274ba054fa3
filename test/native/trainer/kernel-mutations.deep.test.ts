// Plants faults in the kernels, one at a time, and expects the kernel tests to find each. All of them take some 20 minutes of one core:
//   WATTPROOF_MUTATIONS=all npm run test:deep -- kernel-mutations
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MUTATIONS } from './emulator/mutations.ts';
import { astray, chosen, PLANTED } from './planted.ts';
import { needs } from './programs.ts';
import { ROOT } from './training.ts';

const DEVICE = join(ROOT, 'native', 'trainer', 'device');
const EMULATOR = join(ROOT, 'test', 'native', 'trainer', 'emulator');
const WORK = join(ROOT, '.cache', 'kernel-mutations');

needs('kernels-asan');

test('every fault of the list has its place in the sources', () => {
  expect(astray(MUTATIONS, (file) => readFileSync(join(DEVICE, file), 'utf8'))).toEqual([]);
});

function kernelTestsPass(device: string): boolean {
  const build = join(WORK, 'build');
  execFileSync('cmake', ['-S', EMULATOR, '-B', build, '-DEMULATOR_SANITIZE=ON', `-DDEVICE_DIR=${device}`], {
    stdio: 'pipe',
  });
  execFileSync('cmake', ['--build', build, '--parallel', '2'], { stdio: 'pipe' });
  return spawnSync(join(build, 'kernel-tests')).status === 0;
}

describe(`planted: ${PLANTED}`, () => {
  const device = join(WORK, 'device');

  test('nothing: the tests pass', { timeout: 600_000 }, () => {
    rmSync(device, { recursive: true, force: true });
    mkdirSync(WORK, { recursive: true });
    cpSync(DEVICE, device, { recursive: true });
    expect(kernelTestsPass(device)).toBe(true);
  });

  test.each(chosen(MUTATIONS))('$file: $from -> $to', { timeout: 600_000 }, ({ file, from, to }) => {
    const path = join(device, file);
    const original = readFileSync(path, 'utf8');
    try {
      writeFileSync(
        path,
        original.replace(from, () => to),
      );
      expect(kernelTestsPass(device)).toBe(false);
    } finally {
      writeFileSync(path, original);
    }
  });
});

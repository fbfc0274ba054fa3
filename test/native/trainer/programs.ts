// The programs that set-up compiled for the tests: where they are, and a test that is not run by an old one.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeEach } from 'vitest';
import { ROOT } from './training.ts';

/** As named in build/setup/native.sh. */
export type Program =
  | 'trainer'
  | 'trainer-tests'
  | 'kernels'
  | 'trainer-asan'
  | 'trainer-tsan'
  | 'kernels-asan'
  | 'trainer-windows';

const folder = (name: string): string => join(ROOT, '.cache', 'native', name);

export const BUILT = {
  trainer_tests: join(folder('trainer'), 'trainer-tests'),
  kernel_tests: join(folder('kernels'), 'kernel-tests'),
  libcuda: join(folder('kernels'), 'libstandin_libcuda.so'),
  libcublaslt: join(folder('kernels'), 'libstandin_libcublaslt.so'),
  asan: folder('trainer-asan'),
  tsan: folder('trainer-tsan'),
  kernels_asan: folder('kernels-asan'),
  windows: folder('trainer-windows'),
} as const;

/** Exit code of build/programs.sh --check for a program of no use on this machine. */
const CANNOT_BE_COMPILED = 3;

/**
 * Every test of the file runs these programs. Where one cannot be compiled the tests skip and say why; where one is older
 * than its sources they fail with the command that makes it anew, since it would answer for code that is gone.
 */
export function needs(...programs: readonly Program[]): void {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    [join(ROOT, 'build', 'programs.sh'), '--check', ...programs],
    { encoding: 'utf8' },
  );
  const words = `${stdout}${stderr}`.trim();
  beforeEach(({ skip }) => {
    if (status === CANNOT_BE_COMPILED) skip(words);
    if (status !== 0) throw new Error(words);
  });
}

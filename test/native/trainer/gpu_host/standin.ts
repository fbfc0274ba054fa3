// The real trainer on a stand-in for NVIDIA's driver, whose GPU is the kernels' emulator.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { TrainerConfig } from '../../../../core/trainer-protocol.ts';
import { type Heard, ROOT, resultOf, train } from '../training.ts';

const BUILD = join(ROOT, '.cache', 'gpu-standin');
export const LIBCUDA = join(BUILD, 'libstandin_libcuda.so');
export const LIBCUBLASLT = join(BUILD, 'libstandin_libcublaslt.so');

/** One build at a time: two files of tests ask for it. */
export function buildStandin(): void {
  const source = join(ROOT, 'test', 'native', 'trainer', 'gpu_host');
  const script = 'flock 9; cmake -S "$0" -B "$1" && cmake --build "$1" --parallel 2';
  execFileSync('bash', ['-c', `mkdir -p "$1"; exec 9>"$1.lock"; ${script}`, source, BUILD], {
    stdio: 'pipe',
  });
}

/** What the stand-in is and breaks: STANDIN_* in standin_faults.h. */
export type Standin = Readonly<Record<string, string | number>>;

export const standinEnv = (standin: Standin = {}): Record<string, string | undefined> => ({
  ...process.env,
  WATTPROOF_LIBCUDA: LIBCUDA,
  ...Object.fromEntries(Object.entries(standin).map(([name, value]) => [name, String(value)])),
});

type Changes = Partial<TrainerConfig>;

/** Small: a fiber plays every thread of the GPU. 160 examples are trained on, in batches of 32 with none left over. */
export const SMALL = {
  batch_size: 32,
  neurons: 24,
  epochs: 2,
  optimiser: 'sgd',
  learning_rate: 0.05,
  data: { kind: 'synthetic', samples: 200, features: 20, classes: 5, seed: 1 },
} as const satisfies Changes;

export const onGpu = (changes: Changes = {}, standin: Standin = {}): Promise<Heard> =>
  train({ ...SMALL, ...changes, backend: 'cuda' }, { env: standinEnv(standin) });

export const gpuResult = (changes: Changes = {}, standin: Standin = {}) =>
  resultOf({ ...SMALL, ...changes, backend: 'cuda' }, { env: standinEnv(standin) });

export const cpuResult = (changes: Changes = {}) => resultOf({ ...SMALL, ...changes });

// The real trainer on a stand-in for NVIDIA's driver, whose GPU is the kernels' emulator.
import type { TrainerConfig } from '../../../../core/trainer-protocol.ts';
import { BUILT } from '../programs.ts';
import { type Heard, resultOf, train } from '../training.ts';

/** Settings and faults of the stand-in: STANDIN_* in standin_faults.h. */
export type Standin = Readonly<Record<string, string | number>>;

export const standinEnv = (standin: Standin = {}): Record<string, string | undefined> => ({
  ...process.env,
  WATTPROOF_LIBCUDA: BUILT.libcuda,
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

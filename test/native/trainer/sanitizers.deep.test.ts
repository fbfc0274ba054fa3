// The trainer and its kernels under the address and undefined-behaviour sanitizers: their own tests, damaged input, short trainings.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TrainerConfig } from '../../../core/trainer-protocol.ts';
import { BUILT, needs } from './programs.ts';
import { FIXTURES, train } from './training.ts';

needs('trainer-asan', 'kernels-asan');

/** Damaged inputs for each parser; npm test tries hundreds, test/native/trainer/fuzz.sh as many as wanted. */
const ROUNDS = 5_000;

function runs(program: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): void {
  const { stdout, stderr, status } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/\d+ cases, \d+ checks, 0 failed/);
  expect(status).toBe(0);
}

test('kernels, network, loaders and parser of the processor', { timeout: 900_000 }, () => {
  runs(join(BUILT.asan, 'trainer-tests'));
});

test('every CUDA kernel, in every order of threads', { timeout: 900_000 }, () => {
  runs(join(BUILT.kernels_asan, 'kernel-tests'));
});

test(`${ROUNDS} damaged inputs for each parser`, { timeout: 900_000 }, () => {
  runs(join(BUILT.asan, 'trainer-tests'), ['fuzz'], {
    TRAINER_FUZZ_ROUNDS: String(ROUNDS),
    TRAINER_FUZZ_SEED: '2',
  });
});

test.each<[string, Partial<TrainerConfig>]>([
  ['a perceptron', {}],
  ['a perceptron with everything', { activation: 'gelu', dropout: 0.2, optimiser: 'lamb', threads: 3 }],
  [
    'a convolutional network',
    {
      model: 'cnn',
      channels: [6, 18],
      batch_size: 32,
      data: { kind: 'idx', path: join(FIXTURES, 'pictures'), train_limit: 0 },
    },
  ],
])('the program trains %s', { timeout: 300_000 }, async (_, changes) => {
  const { outcome } = await train(changes, { path: join(BUILT.asan, 'wattproof-trainer') });
  expect(outcome).toMatchObject({ kind: 'passed' });
});

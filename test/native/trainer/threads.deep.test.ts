// The trainer's threads under the thread sanitizer: the tests of all that uses the pool, and whole trainings.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { TrainerConfig } from '../../../core/trainer-protocol.ts';
import { BUILT, needs } from './programs.ts';
import { FIXTURES, train } from './training.ts';

needs('trainer-tsan');

// The sanitizer of g++ 12 cannot place its tables where a kernel scatters addresses widely.
const FIXED = spawnSync('setarch', ['-R', 'true']).status === 0 ? 'setarch -R' : '';
// A race ends the program at once, with a code that no fault of the trainer has.
const env = { ...process.env, TSAN_OPTIONS: 'halt_on_error=1 exitcode=66' };

const folder = mkdtempSync(join(tmpdir(), 'wattproof-threads-'));
afterAll(() => rmSync(folder, { recursive: true }));

function program(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nexec ${FIXED} '${join(BUILT.tsan, name)}' "$@"\n`, { mode: 0o755 });
  return path;
}

test.each(['pool:', 'network:', 'cnn:', 'optimisers:', 'images:'])(
  'no race in the tests of %s',
  { timeout: 900_000 },
  (part) => {
    const { stdout, stderr, status } = spawnSync(program('trainer-tests'), [part], {
      encoding: 'utf8',
      env,
    });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/[1-9]\d* cases, \d+ checks, 0 failed/);
    expect(status).toBe(0);
  },
);

test.each<[string, Partial<TrainerConfig>]>([
  ['a perceptron', { threads: 4 }],
  ['a perceptron with dropout and LAMB', { threads: 3, dropout: 0.2, optimiser: 'lamb' }],
  [
    'a convolutional network',
    {
      model: 'cnn',
      channels: [6, 18],
      batch_size: 32,
      threads: 4,
      data: { kind: 'idx', path: join(FIXTURES, 'pictures'), train_limit: 0 },
    },
  ],
])('no race in training %s', { timeout: 600_000 }, async (_, changes) => {
  const { outcome } = await train(changes, { path: program('wattproof-trainer'), env });
  expect(outcome).toMatchObject({ kind: 'passed' });
});

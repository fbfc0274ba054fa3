// Convolutional networks through the whole program: what is refused, and the same bits whatever the number of threads.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TrainerConfig } from '../../../core/trainer-protocol.ts';
import { needs } from './programs.ts';
import { FIXTURES, resultOf, train } from './training.ts';

const PICTURES: TrainerConfig['data'] = { kind: 'idx', path: join(FIXTURES, 'pictures'), train_limit: 0 };
const CNN = { model: 'cnn', channels: [6, 18], data: PICTURES, batch_size: 32 } as const;

needs('trainer');

test.each([{}, { activation: 'gelu', optimiser: 'lamb' }, { dropout: 0.2, optimiser: 'lars' }] as const)(
  'counts its parameters and hashes to the same for 1, 2 and 3 threads: %o',
  async (changes) => {
    const results = await Promise.all(
      [1, 2, 3].map((threads) => resultOf({ ...CNN, ...changes, channels: [6, 18], threads })),
    );
    // Pictures of 11 x 9 pixels, halved twice: 2 x 2.
    const convolutions = 10 * 6 + (9 * 6 + 1) * 18;
    const dense = (2 * 2 * 18 + 1) * 48 + 49 * 48 + 49 * 3;
    expect(results.map((result) => result.parameters)).toEqual(Array(3).fill(convolutions + dense));
    expect(new Set(results.map((result) => result.weights_hash)).size).toBe(1);
  },
);

test.each([
  ['data that are no pictures', { data: undefined }, /expected pictures for config\.model cnn/],
  ['more blocks than the pictures can be halved', { channels: [4, 4, 4, 4] }, /at least 16 pixels.*got 9x11/],
])('refuses %s', async (_, changes, message) => {
  const { data, ...rest } = { ...CNN, channels: [6, 18], ...changes };
  const { outcome } = await train({ ...rest, ...(data ? { data } : {}) });
  expect(outcome).toMatchObject({ kind: 'failed', code: 'config', message: expect.stringMatching(message) });
});

test('refuses a batch that would not fit into memory before it is allocated', async () => {
  const { outcome } = await train({ ...CNN, channels: [1024, 1024], batch_size: 1_000_000 });
  expect(outcome).toMatchObject({
    kind: 'failed',
    code: 'memory',
    message: expect.stringMatching(/MB are free.*channels/),
  });
});

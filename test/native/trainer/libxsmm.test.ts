// The choice between our own matrix products and libxsmm's, as a run sees it.
import { expect, test } from 'vitest';
import { askHello } from '../../../native/trainer/hello.ts';
import { needs } from './programs.ts';
import { hasLibxsmm, resultOf, TRAINER, train } from './training.ts';

needs('trainer');

test('our own products are the default and the first that hello names', async () => {
  const [cpu] = await askHello(TRAINER);
  expect(cpu?.gemm?.[0]).toBe('own');
  expect((await resultOf()).gemm).toBe('own');
});

test('a run by libxsmm says so with the version hello named, and learns the same', async ({ skip }) => {
  if (!(await hasLibxsmm())) skip('this build or CPU has no libxsmm');
  const [cpu] = await askHello(TRAINER);
  // 3200 training examples leave a last batch of 32, without a warm-up that would meet it.
  const changes = { batch_size: 96, warmup_steps: 0 };
  const [own, other] = [await resultOf(changes), await resultOf({ ...changes, gemm: 'libxsmm' })];
  expect(cpu?.gemm).toContain(other.gemm);
  expect(other.gemm).toMatch(/^libxsmm \d+\.\d+$/);
  expect(other.train_loss).toBeCloseTo(own.train_loss, 4);
  expect(other.test_accuracy).toBeCloseTo(own.test_accuracy, 2);
});

test('threads do not change its bits', async ({ skip }) => {
  if (!(await hasLibxsmm())) skip('this build or CPU has no libxsmm');
  const hashes = [1, 2, 3].map(
    async (threads) => (await resultOf({ gemm: 'libxsmm', threads })).weights_hash,
  );
  expect(new Set(await Promise.all(hashes)).size).toBe(1);
});

test.each<[string, Parameters<typeof train>[0], NodeJS.ProcessEnv]>([
  ['bf16', { precision: 'bf16_mixed' }, {}],
  ['the generic instruction set', {}, { WATTPROOF_TRAINER_ISA: 'generic' }],
])('there are none for %s: refused', async (_, changes, env) => {
  const { outcome } = await train({ ...changes, gemm: 'libxsmm' }, { env: { ...process.env, ...env } });
  expect(outcome).toMatchObject({ kind: 'failed' });
});

// The real trainer through its door: it learns, it repeats itself, it keeps to the protocol.
import { expect, onTestFinished, test, vi } from 'vitest';
import type { TrainerConfig } from '../../../core/trainer-protocol.ts';
import { askHello } from '../../../native/trainer/process.ts';
import { needs } from './programs.ts';
import { ofType, resultOf, TRAINER, train } from './training.ts';

needs('trainer');

test('hello names the processor, its formats, and why there is no GPU training', async () => {
  vi.stubEnv('WATTPROOF_LIBCUDA', '/nowhere/libcuda.so.1');
  onTestFinished(() => void vi.unstubAllEnvs());
  const [cpu, cuda] = await askHello(TRAINER);
  expect(cpu).toMatchObject({ name: 'cpu', available: true });
  expect(cpu?.precisions).toContain('fp32');
  expect(cpu?.precisions.includes('bf16_mixed')).toBe(cpu?.isa === 'avx512_bf16');
  expect(cpu?.reason).toMatch(/GPUs only/);
  expect(cuda).toMatchObject({ name: 'cuda', available: false, device: null, precisions: [], isa: null });
  expect(cuda?.reason).toMatch(/no NVIDIA driver found \(\/nowhere/);
});

test('a run says its phases in order, with rising stamps, and learns', async () => {
  const before_ns = Number(process.hrtime.bigint());
  const { outcome, messages } = await train();
  const after_ns = Number(process.hrtime.bigint());
  expect(outcome.kind).toBe('passed');
  const said = messages
    .filter((message) => message.type !== 'progress')
    .map((message) => (message.type === 'phase' ? `${message.name} ${message.edge}` : message.type));
  expect(said).toEqual([
    'hello',
    ...['load begin', 'load end', 'warmup begin', 'warmup end'],
    ...['train begin', 'epoch', 'epoch', 'epoch', 'train end'],
    ...['evaluate begin', 'evaluate end', 'result'],
  ]);
  const stamps = messages.flatMap((m) => (m.type === 'epoch' ? [m.t_end_ns] : 't_ns' in m ? [m.t_ns] : []));
  expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
  expect(stamps[0]).toBeGreaterThan(before_ns);
  expect(stamps.at(-1)).toBeLessThan(after_ns);

  const epochs = ofType(messages, 'epoch');
  expect(epochs.map((epoch) => [epoch.epoch, epoch.samples])).toEqual([
    [1, 3200],
    [2, 3200],
    [3, 3200],
  ]);
  expect(epochs[2]?.train_loss).toBeLessThan((epochs[0]?.train_loss as number) / 2);
  expect(epochs[0]).toMatchObject({ skipped_steps: null, loss_scale: null });
  const [result] = ofType(messages, 'result');
  expect(result).toMatchObject({
    backend: 'cpu',
    precision: 'fp32',
    threads: 2,
    gemm: 'own',
    skipped_steps: null,
    validation_loss: null,
    parameters: 41 * 48 + 49 * 48 + 49 * 5,
    train_samples: 3200,
    test_samples: 800,
    train_loss: epochs[2]?.train_loss,
  });
  if (process.platform === 'linux') expect(result?.cpus).toMatch(/^\d+(-\d+)?(,\d+(-\d+)?)*$/);
  expect(result?.test_accuracy).toBeGreaterThan(0.85); // chance is 0.2, the best possible about 0.97
  expect(result?.samples_per_s).toBeGreaterThan(0);
  expect(result?.weights_hash).toMatch(/^[0-9a-f]{16}$/);
});

test('the same seed gives the same weights, whatever the threads and the warm-up; another seed others', async () => {
  const one = await resultOf({ threads: 1 });
  for (const changes of [{ threads: 2 }, { threads: 3, warmup_steps: 0 }, { threads: 0 }]) {
    const again = await resultOf(changes);
    expect([again.weights_hash, again.train_loss, again.test_loss]).toEqual([
      one.weights_hash,
      one.train_loss,
      one.test_loss,
    ]);
  }
  expect((await resultOf({ seed: 2 })).weights_hash).not.toBe(one.weights_hash);
});

test.each(['adam', 'sgd'] as const)('bf16 learns as fp32 does, with %s', async (optimiser) => {
  const [cpu] = await askHello(TRAINER);
  if (!cpu?.precisions.includes('bf16_mixed')) {
    const { outcome } = await train({ precision: 'bf16_mixed' });
    expect(outcome).toMatchObject({ kind: 'failed', code: 'device', exit_code: 3 });
    console.info(`no parity test of bf16: ${cpu?.reason}`);
    return;
  }
  const learning_rate = optimiser === 'adam' ? 0.001 : 0.01;
  const data = { kind: 'synthetic', samples: 10_000, features: 100, classes: 6, seed: 3 } as const;
  const fp32 = await resultOf({ optimiser, learning_rate, data });
  const bf16 = await resultOf({ optimiser, learning_rate, data, precision: 'bf16_mixed' });
  expect(bf16.weights_hash).not.toBe(fp32.weights_hash);
  expect(Math.abs(bf16.train_loss / fp32.train_loss - 1)).toBeLessThan(0.02);
  expect(Math.abs(bf16.test_accuracy - fp32.test_accuracy)).toBeLessThan(0.01);
  expect(
    (await resultOf({ optimiser, learning_rate, data, precision: 'bf16_mixed', threads: 1 })).weights_hash,
  ).toBe(bf16.weights_hash);
});

test('a lower instruction set can be asked for, says so, and finds nearly the same loss', async () => {
  const best = await resultOf();
  const generic = await resultOf({}, { env: { ...process.env, WATTPROOF_TRAINER_ISA: 'generic' } });
  expect(generic.isa).toBe('generic');
  expect(Math.abs(generic.train_loss / best.train_loss - 1)).toBeLessThan(0.02);
  const { outcome } = await train({}, { env: { ...process.env, WATTPROOF_TRAINER_ISA: 'mmx' } });
  expect(outcome).toMatchObject({ kind: 'failed', code: 'device', exit_code: 3 });
});

test('progress counts over the whole training and comes at most ten times a second', async () => {
  const { messages } = await train({ epochs: 60, neurons: 128 });
  const progress = ofType(messages, 'progress');
  expect(progress.length).toBeGreaterThan(0);
  progress.forEach((said, i) => {
    expect(said.samples_total).toBe(60 * 3200);
    const previous = progress[i - 1];
    if (!previous) return;
    expect(said.samples_done).toBeGreaterThan(previous.samples_done);
    expect(said.t_ns - previous.t_ns).toBeGreaterThanOrEqual(0.1e9);
  });
});

test.each<[string, Partial<TrainerConfig>]>([
  ['GELU', { activation: 'gelu' }],
  ['dropout', { dropout: 0.1 }],
  ['LAMB', { optimiser: 'lamb', learning_rate: 0.02 }],
  ['LARS', { optimiser: 'lars', learning_rate: 1, weight_decay: 0.001 }],
])(
  '%s learns, in every format and the same for any number of threads, but not the same as without',
  async (_, changes) => {
    const [cpu] = await askHello(TRAINER);
    const plain = await resultOf({ optimiser: 'adam' });
    for (const precision of cpu?.precisions ?? []) {
      const [one, two] = await Promise.all(
        [1, 2].map((threads) => resultOf({ ...changes, epochs: 6, precision, threads })),
      );
      expect(one?.test_accuracy).toBeGreaterThan(0.8); // chance is 0.2
      expect(one?.weights_hash).toBe(two?.weights_hash);
      expect(one?.weights_hash).not.toBe(plain.weights_hash);
    }
  },
);

test('dropout makes the training loss larger than that of the same weights without it', async () => {
  const { outcome, messages } = await train({ dropout: 0.5, epochs: 8 });
  if (outcome.kind !== 'passed') throw new Error(outcome.message);
  expect(ofType(messages, 'epoch').at(-1)?.train_loss).toBeGreaterThan(1.3 * outcome.result.test_loss);
});

test('products of another provider are not trained without it, but refused', async () => {
  const { outcome } = await train({ gemm: 'cublaslt' });
  expect(outcome).toMatchObject({ kind: 'failed', code: 'config', exit_code: 2 });
});

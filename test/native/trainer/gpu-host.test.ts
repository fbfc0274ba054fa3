// The GPU side of the real trainer on a stand-in driver: it learns what the CPU learns, and repeats itself.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TrainerConfig } from '../../../core/trainer-protocol.ts';
import { cpuResult, gpuResult, onGpu, SMALL, standinEnv } from './gpu_host/standin.ts';
import { BUILT, needs } from './programs.ts';
import { FIXTURES, ofType, resultOf, train } from './training.ts';

type Changes = Partial<TrainerConfig>;

needs('trainer', 'kernels');

const cudaOf = async (standin: Record<string, string | number> = {}) => {
  const { messages } = await train({ backend: 'none' }, { env: standinEnv(standin) });
  return ofType(messages, 'hello')[0]?.backends.find(({ name }) => name === 'cuda');
};

test('hello says what a GPU of each generation can do', async () => {
  expect(await cudaOf()).toEqual({
    name: 'cuda',
    available: true,
    device: 'Stand-in GPU',
    precisions: ['fp32', 'tf32', 'fp16_mixed', 'bf16_mixed'],
    reason: null,
    isa: 'sm_90',
    gemm: ['own'],
  });
  expect(await cudaOf({ STANDIN_CAPABILITY: 75 })).toMatchObject({
    available: true,
    precisions: ['fp32', 'fp16_mixed'],
    reason: expect.stringMatching(/bf16_mixed need compute capability 8\.0, Stand-in GPU has .*7\.5/),
  });
  expect(await cudaOf({ STANDIN_CAPABILITY: 61 })).toMatchObject({
    available: false,
    precisions: [],
    reason: expect.stringMatching(/expected a GPU of compute capability 7\.5 or newer, .* 6\.1/),
  });
});

const PICTURES: TrainerConfig['data'] = { kind: 'idx', path: join(FIXTURES, 'pictures'), train_limit: 48 };
const CNN: Changes = {
  model: 'cnn',
  channels: [5, 18],
  data: PICTURES,
  batch_size: 20,
  layers: 1,
  neurons: 12,
};

const RELATIVE = 1e-6;

test.each<[string, Changes]>([
  ['SGD', {}],
  ['a last batch that is smaller, three layers', { batch_size: 37, hidden: [40, 17, 9] }],
  ['a batch larger than the data', { batch_size: 1000 }],
  ['Adam', { optimiser: 'adam', learning_rate: 0.005 }],
  [
    'AdamW, smoothed labels',
    { optimiser: 'adamw', learning_rate: 0.005, weight_decay: 0.02, label_smoothing: 0.1 },
  ],
  ['weight decay', { weight_decay: 0.02 }],
])('fp32 finds the losses that the CPU finds: %s', async (_, changes) => {
  const [cpu, gpu] = await Promise.all([cpuResult(changes), gpuResult(changes)]);
  expect(Math.abs(gpu.train_loss / cpu.train_loss - 1)).toBeLessThan(RELATIVE);
  expect(Math.abs(gpu.test_loss / cpu.test_loss - 1)).toBeLessThan(RELATIVE);
  expect(gpu).toMatchObject({
    backend: 'cuda',
    device: 'Stand-in GPU',
    isa: 'sm_90',
    gemm: 'own',
    skipped_steps: null,
    parameters: cpu.parameters,
    test_accuracy: cpu.test_accuracy,
  });
});

test.each<[string, Changes]>([
  ['LAMB', { optimiser: 'lamb', weight_decay: 0.01 }],
  ['LARS', { optimiser: 'lars', learning_rate: 5, weight_decay: 0.01 }],
  ['GELU', { activation: 'gelu' }],
  ['dropout', { dropout: 0.2 }],
  ['dropout with GELU, three layers', { dropout: 0.2, activation: 'gelu', layers: 3 }],
  ['GELU behind convolutions', { ...CNN, activation: 'gelu' }],
  ['dropout behind convolutions', { ...CNN, dropout: 0.2, layers: 2 }],
])('as the CPU does where it can: %s', async (_, changes) => {
  const cpu = await resultOf({ ...SMALL, ...changes });
  const gpu = await gpuResult(changes);
  expect(Math.abs(gpu.train_loss / cpu.train_loss - 1)).toBeLessThan(RELATIVE);
  expect(Math.abs(gpu.test_loss / cpu.test_loss - 1)).toBeLessThan(RELATIVE);
});

test('nothing is dropped when it is evaluated', async () => {
  const still: Changes = { learning_rate: 1e-60, epochs: 1 };
  const [plain, dropping] = await Promise.all([gpuResult(still), gpuResult({ ...still, dropout: 0.5 })]);
  expect(dropping.test_loss).toBe(plain.test_loss);
  expect(dropping.train_loss).not.toBe(plain.train_loss);
});

test('weights begin as those of the CPU do: the same hash when the rate is zero in fp32', async () => {
  const still: Changes = { learning_rate: 1e-60, epochs: 1 };
  expect((await gpuResult(still)).weights_hash).toBe((await cpuResult(still)).weights_hash);
});

test.each<[string, Changes]>([
  ['one block', { ...CNN, channels: [5] }],
  ['two blocks with Adam', { ...CNN, optimiser: 'adam', learning_rate: 0.003 }],
])('a convolutional network, too: %s', async (_, changes) => {
  const [cpu, gpu] = await Promise.all([cpuResult(changes), gpuResult(changes)]);
  expect(gpu.parameters).toBe(cpu.parameters);
  expect(Math.abs(gpu.train_loss / cpu.train_loss - 1)).toBeLessThan(RELATIVE);
  expect(Math.abs(gpu.test_loss / cpu.test_loss - 1)).toBeLessThan(RELATIVE);
  const still: Changes = { ...changes, optimiser: 'sgd', learning_rate: 1e-60, epochs: 1 };
  expect((await gpuResult(still)).weights_hash).toBe((await cpuResult(still)).weights_hash);
});

test.each(['tf32', 'fp16_mixed', 'bf16_mixed'] as const)(
  '%s learns nearly as fp32 does',
  async (precision) => {
    for (const changes of [{ optimiser: 'adam', learning_rate: 0.005 } as const, CNN]) {
      const fp32 = await gpuResult(changes);
      const other = await gpuResult({ ...changes, precision });
      expect(other.weights_hash).not.toBe(fp32.weights_hash);
      expect(Math.abs(other.train_loss / fp32.train_loss - 1)).toBeLessThan(0.01);
      expect(other.skipped_steps).toBe(precision === 'fp16_mixed' ? 0 : null);
    }
  },
);

test.each<[string, Changes]>([
  ['LAMB', { optimiser: 'lamb', weight_decay: 0.01 }],
  ['LARS', { optimiser: 'lars', learning_rate: 5 }],
  ['GELU', { activation: 'gelu' }],
  ['dropout', { dropout: 0.2 }],
  ['GELU and dropout behind convolutions', { ...CNN, activation: 'gelu', dropout: 0.2 }],
])('%s learns, differs from training without it, and repeats itself', async (_, changes) => {
  const { outcome, messages } = await onGpu({ ...changes, epochs: 4 });
  expect(outcome.kind).toBe('passed');
  const losses = ofType(messages, 'epoch').map((epoch) => epoch.train_loss);
  expect(losses[3]).toBeLessThan(losses[0] as number);
  const { activation, dropout, optimiser, ...without } = changes;
  const [hash] = ofType(messages, 'result').map((result) => result.weights_hash);
  expect((await gpuResult({ ...changes, epochs: 4 })).weights_hash).toBe(hash);
  expect((await gpuResult({ ...without, epochs: 4 })).weights_hash).not.toBe(hash);
});

test('equal runs give equal bits, whatever the warm-up, and so however steps fall into graphs', async () => {
  const changes: Changes = { precision: 'fp16_mixed', batch_size: 11, dropout: 0.1 };
  const runs = [0, 3, 30].map((warmup_steps) => gpuResult({ ...changes, warmup_steps }));
  const [one, ...others] = await Promise.all(runs);
  for (const other of others)
    expect([other.weights_hash, other.train_loss, other.test_loss]).toEqual([
      one?.weights_hash,
      one?.train_loss,
      one?.test_loss,
    ]);
});

test('on a wide GPU a weight gradient is split; the splits are added up to nearly the same', async () => {
  const changes: Changes = { batch_size: 160, hidden: [16] };
  const [narrow, wide] = await Promise.all(
    [1, 200].map((count) => gpuResult(changes, { STANDIN_MULTIPROCESSORS: count })),
  );
  expect(wide?.weights_hash).not.toBe(narrow?.weights_hash);
  expect(Math.abs((wide?.train_loss ?? 0) / (narrow?.train_loss ?? 0) - 1)).toBeLessThan(RELATIVE);
});

test('messages come in the order that the CPU keeps, with stamps that rise', async () => {
  const { messages } = await onGpu();
  const said = messages
    .filter((message) => message.type !== 'progress')
    .map((message) => (message.type === 'phase' ? `${message.name} ${message.edge}` : message.type));
  expect(said).toEqual([
    'hello',
    ...['load begin', 'load end', 'warmup begin', 'warmup end'],
    ...['train begin', 'epoch', 'epoch', 'train end'],
    ...['evaluate begin', 'evaluate end', 'result'],
  ]);
  const stamps = messages.flatMap((m) => (m.type === 'epoch' ? [m.t_end_ns] : 't_ns' in m ? [m.t_ns] : []));
  expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
});

test('validation examples are evaluated, as the CPU evaluates them', async () => {
  const data = { ...SMALL.data, validation: 0.2 };
  const [cpu, gpu] = await Promise.all([cpuResult({ data }), gpuResult({ data })]);
  expect(gpu.validation_accuracy).toBe(cpu.validation_accuracy);
  expect(Math.abs((gpu.validation_loss as number) / (cpu.validation_loss as number) - 1)).toBeLessThan(
    RELATIVE,
  );
});

test.each<[string, Changes]>([
  ['fp32', {}],
  ['fp32 with GELU and dropout', { activation: 'gelu', dropout: 0.1 }],
  ['convolutions', CNN],
  ['fp16_mixed', { precision: 'fp16_mixed' }],
  ['bf16_mixed', { precision: 'bf16_mixed' }],
])('cuBLASLt multiplies when asked to, and the result says so: %s', async (_, changes) => {
  const own = await gpuResult(changes);
  const library = await gpuResult(
    { ...changes, gemm: 'cublaslt' },
    { WATTPROOF_CUBLASLT: BUILT.libcublaslt },
  );
  expect([own.gemm, library.gemm]).toEqual(['own', 'cublaslt 13.1']);
  expect(library.weights_hash).not.toBe(own.weights_hash);
  const tolerance = changes.precision ? 0.002 : RELATIVE;
  expect(Math.abs(library.train_loss / own.train_loss - 1)).toBeLessThan(tolerance);
});

test('where cuBLASLt is asked for and missing, the run ends before anything is measured', async () => {
  const { outcome, messages } = await onGpu({ gemm: 'cublaslt' }, { WATTPROOF_CUBLASLT: '/nowhere/lt.so' });
  expect(outcome).toMatchObject({
    kind: 'failed',
    code: 'device',
    message: expect.stringMatching(/asks for cublaslt, .*nowhere.*install cuBLAS .* or take gemm own/),
  });
  expect(ofType(messages, 'phase').map(({ name, edge }) => `${name} ${edge}`)).toEqual(['load begin']);
});

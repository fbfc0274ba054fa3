// GPU faults, on a stand-in driver that breaks on demand: the message of each, and the ways to stop.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import type { TrainerConfig } from '../../../core/trainer-protocol.ts';
import { gpuResult, onGpu, SMALL } from './gpu_host/standin.ts';
import { BUILT, needs } from './programs.ts';
import { config, ofType, TRAINER, train } from './training.ts';

type Changes = Partial<TrainerConfig>;

needs('trainer', 'kernels');

test('an overflow skips its step, halves the loss scale and is counted', async () => {
  // The check of step 25 sees an infinity; 40 steps in all.
  const changes: Changes = { precision: 'fp16_mixed', batch_size: 8, warmup_steps: 0 };
  const { messages } = await onGpu(changes, { STANDIN_OVERFLOW_EVERY: 25 });
  const [first, second] = ofType(messages, 'epoch');
  expect(first).toMatchObject({ skipped_steps: 0, loss_scale: 65536 });
  expect(second).toMatchObject({ skipped_steps: 1, loss_scale: 32768 });
  expect(ofType(messages, 'result')[0]).toMatchObject({ skipped_steps: 1 });
  expect(ofType(messages, 'result')[0]?.weights_hash).not.toBe((await gpuResult(changes)).weights_hash);
});

test.each<[string, Changes, Record<string, string | number>, string, number, RegExp]>([
  ['no GPU', {}, { STANDIN_FAULT: 'no_device' }, 'device', 3, /CUDA_ERROR_NO_DEVICE.*CUDA_VISIBLE_DEVICES/],
  ['a GPU hidden from it', {}, { STANDIN_DEVICES: 0 }, 'device', 3, /shows no GPU/],
  [
    'an old driver',
    {},
    { STANDIN_FAULT: 'old_driver' },
    'device',
    3,
    /CUDA 11\.4 .*is for 11\.2; update the driver/,
  ],
  [
    'no driver at all',
    {},
    { WATTPROOF_LIBCUDA: '/nowhere/libcuda.so.1' },
    'device',
    3,
    /no NVIDIA driver found \(.*nowhere/,
  ],
  ['an old GPU', {}, { STANDIN_CAPABILITY: 61 }, 'device', 3, /7\.5 or newer/],
  [
    'a format that the GPU lacks',
    { precision: 'tf32' },
    { STANDIN_CAPABILITY: 75 },
    'device',
    3,
    /has no tf32/,
  ],
  [
    'kernels that do not compile',
    {},
    { STANDIN_FAULT: 'jit' },
    'device',
    3,
    /INVALID_PTX, its compiler says: ptxas fatal : .*like it\)/,
  ],
  [
    'too little memory',
    {},
    { STANDIN_MEMORY_MB: 1 },
    'memory',
    4,
    /17 MB was asked of Stand-in GPU, 1 MB of its 1 MB are left/,
  ],
  [
    'a launch that fails in the middle',
    {},
    { STANDIN_FAULT: 'launch', STANDIN_FAULT_AT: 150 },
    'device',
    3,
    /CUDA_ERROR_LAUNCH_FAILED \(unspecified launch failure\); run it again/,
  ],
  [
    'a loss that is not finite',
    { learning_rate: 1e9 },
    {},
    'numeric',
    5,
    /the loss is not finite in the warm-up/,
  ],
  [
    'many overflows',
    { precision: 'fp16_mixed' },
    { STANDIN_OVERFLOW_EVERY: 4 },
    'numeric',
    5,
    /at most 5 % of the 10 steps .* \d+ were after/,
  ],
])('%s ends the run with one line', async (_, changes, standin, code, exit_code, message) => {
  const { outcome } = await onGpu(changes, standin);
  expect(outcome).toMatchObject({ kind: 'failed', code, exit_code, message: expect.stringMatching(message) });
});

// The first two batches still have a loss. How many batches a graph takes, and thus the examples that are named, goes by the GPU's speed.
test('a loss that is not finite without a warm-up is told by the first graph that has it', async () => {
  const changes: Changes = { learning_rate: 1e9, warmup_steps: 0 };
  const words = async (standin: Record<string, number>) => {
    const { outcome } = await onGpu(changes, standin);
    expect(outcome).toMatchObject({ kind: 'failed', code: 'numeric', exit_code: 5 });
    return 'message' in outcome ? outcome.message : '';
  };
  // So slow that a graph has one batch.
  expect(await words({ STANDIN_LAUNCH_MS: 5 })).toMatch(/not finite in epoch 1, examples 65 to 96;/);
  const [, first, last] = /not finite in epoch 1, examples (\d+) to (\d+);/.exec(await words({})) ?? [];
  expect(Number(first)).toBeLessThanOrEqual(65);
  expect(Number(last)).toBeGreaterThanOrEqual(96);
  // The processor's backend looks at every batch.
  const { outcome } = await train({ ...SMALL, ...changes });
  expect(outcome).toMatchObject({ message: expect.stringMatching(/not finite in epoch 1, step 3;/) });
});

test.each<[string, (child: ReturnType<typeof spawn>) => void]>([
  ['an abort', (child) => child.stdin?.write('{"cmd":"abort"}\n')],
  ['the end of stdin, as when its parent died,', (child) => child.stdin?.end()],
])('%s ends it in the middle of an epoch', async (_, stop) => {
  const endless = config({ ...SMALL, backend: 'cuda', epochs: 1_000_000 });
  const child = spawn(TRAINER, { env: { ...process.env, WATTPROOF_LIBCUDA: BUILT.libcuda } });
  child.stdin.write(`${JSON.stringify({ cmd: 'start', config: endless })}\n`);
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('"epoch"')) break;
  stop(child);
  expect((await once(child, 'exit'))[0]).toBe(130);
});

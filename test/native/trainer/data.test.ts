// Data sets through the whole program: packed IDX files, tables, pictures, and refusals with exit code 6.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { needs } from './programs.ts';
import { config, ofType, resultOf, train } from './training.ts';

needs('trainer');

/** A file in MNIST's format. */
function idx(sizes: readonly number[], bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.writeUInt32BE(0x0800 + sizes.length);
  sizes.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i));
  return Buffer.concat([header, bytes]);
}

/** Images of 4 x 4 pixels with one bright row, whose number is the label. */
function writeStripes(
  dir: string,
  prefix: string,
  count: number,
  pack: (bytes: Buffer) => Buffer,
  end: string,
) {
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 4);
  const pixels = Uint8Array.from({ length: count * 16 }, (_, i) => {
    const row = Math.floor((i % 16) / 4);
    return (row === Math.floor(i / 16) % 4 ? 200 : 0) + ((i * 7919) % 50);
  });
  writeFileSync(join(dir, `${prefix}-images-idx3-ubyte${end}`), pack(idx([count, 4, 4], pixels)));
  writeFileSync(join(dir, `${prefix}-labels-idx1-ubyte${end}`), pack(idx([count], labels)));
}

function stripes(pack: (bytes: Buffer) => Buffer, end: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'wattproof-idx-'));
  writeStripes(dir, 'train', 800, pack, end);
  writeStripes(dir, 't10k', 100, pack, end);
  return dir;
}

test('IDX files, plain and packed, give the same training', async () => {
  const training = { batch_size: 16, epochs: 5, learning_rate: 0.01 };
  const plain = stripes((bytes) => bytes, '');
  const packed = stripes((bytes) => gzipSync(bytes), '.gz');
  const one = await resultOf({ ...training, data: { kind: 'idx', path: plain, train_limit: 0 } });
  expect(one).toMatchObject({ train_samples: 800, test_samples: 100, test_accuracy: 1 });
  const other = await resultOf({ ...training, data: { kind: 'idx', path: packed, train_limit: 0 } });
  expect(other.weights_hash).toBe(one.weights_hash);
  const limited = await resultOf({ ...training, data: { kind: 'idx', path: plain, train_limit: 70 } });
  expect(limited).toMatchObject({ train_samples: 70, test_samples: 100 });
});

test('a packed file that was cut is refused by name', async () => {
  const dir = stripes((bytes) => gzipSync(bytes).subarray(0, -20), '.gz');
  const { outcome } = await train({ data: { kind: 'idx', path: dir, train_limit: 0 } });
  expect(outcome).toMatchObject({ kind: 'failed', code: 'data', exit_code: 6 });
  if (outcome.kind === 'failed') expect(outcome.message).toMatch(/images-idx3-ubyte\.gz.*cut short/);
});

test.each([
  ['a,y\n1,x\nnan,z\n', 'y', /line 3, column "a".*got "nan"/],
  ['a,y\n1,x\n2,z\n', 'colour', /column named "colour"/],
  ['a,y\n1,x\n2,x\n3,x\n', 'y', /at least two classes/],
])('a table that cannot be learnt from is one line and exit code 6', async (text, label, words) => {
  const path = join(mkdtempSync(join(tmpdir(), 'wattproof-csv-')), 'é "t".csv');
  writeFileSync(path, text);
  const { outcome, messages } = await train({ data: { kind: 'csv', path, label, train_limit: 0 } });
  expect(outcome).toMatchObject({ kind: 'failed', code: 'data', exit_code: 6 });
  if (outcome.kind !== 'failed') return;
  expect(outcome.message).toMatch(words);
  expect(outcome.message).toContain(path);
  expect(outcome.message).not.toContain('\n');
  expect(messages.at(-1)).toMatchObject({ type: 'error' });
});

/** A picture of 6 x 5 pixels in one colour with a little noise. */
function ppm([red, green, blue]: readonly [number, number, number], seed: number): Buffer {
  const pixels = Array.from({ length: 30 }, (_, i) => {
    const noise = (seed * 31 + i * 17) % 40;
    return [red + noise, green + noise, blue + noise];
  });
  return Buffer.concat([Buffer.from('P6\n6 5\n255\n'), Buffer.from(pixels.flat())]);
}

const COLOURS = { blau: [0, 0, 200], grün: [0, 200, 0], rot: [200, 0, 0] } as const;

function pictures(
  part: string,
  each: number,
  dir = mkdtempSync(join(tmpdir(), 'wattproof-pictures-')),
): string {
  for (const [name, colour] of Object.entries(COLOURS)) {
    mkdirSync(join(dir, part, name), { recursive: true });
    for (let i = 0; i < each; i++) writeFileSync(join(dir, part, name, `${i}.ppm`), ppm(colour, i));
  }
  return dir;
}

test('folders of pictures are learnt, split by the seed or by folder, and validated', async () => {
  const training = { batch_size: 8, epochs: 10, learning_rate: 0.01 };
  const images = { kind: 'images', image_size: 8, grey: false, train_limit: 0 } as const;
  const alone = pictures('', 40);
  const split = await resultOf({ ...training, data: { ...images, path: alone } });
  expect(split).toMatchObject({ train_samples: 96, test_samples: 24, test_accuracy: 1 });
  expect(split).toMatchObject({ validation_loss: null, validation_accuracy: null });
  const parts = pictures('test', 10, pictures('train', 40));
  const data = { ...images, path: parts, validation: 0.25 };
  const { outcome, messages } = await train({ ...training, data });
  if (outcome.kind !== 'passed') throw new Error(outcome.message);
  expect(outcome.result).toMatchObject({ train_samples: 90, test_samples: 30, validation_accuracy: 1 });
  expect(outcome.result.validation_loss).toBeLessThan(0.2);
  for (const epoch of ofType(messages, 'epoch')) expect(epoch.samples).toBe(90);
  expect((await resultOf({ ...training, data })).weights_hash).toBe(outcome.result.weights_hash);
});

test('validation examples are those of the seed, and whatever is done with them is not training', async () => {
  const { data } = config();
  const changes = { data: { ...data, validation: 0.2 } };
  const one = await resultOf(changes);
  expect(one).toMatchObject({ train_samples: 2560, test_samples: 800 });
  expect(one.validation_accuracy).toBeGreaterThan(0.8);
  expect(await resultOf({ ...changes, threads: 1 })).toMatchObject({
    weights_hash: one.weights_hash,
    validation_loss: one.validation_loss,
  });
  expect((await resultOf({ ...changes, seed: 2 })).validation_loss).not.toBe(one.validation_loss);
});

test('a picture that cannot be read is one line with its name', async () => {
  const path = pictures('', 3);
  writeFileSync(join(path, 'grün', '7.png'), 'no picture');
  const { outcome } = await train({
    data: { kind: 'images', path, image_size: 8, grey: false, train_limit: 0 },
  });
  expect(outcome).toMatchObject({ kind: 'failed', code: 'data', exit_code: 6 });
  if (outcome.kind === 'failed') expect(outcome.message).toContain(join(path, 'grün', '7.png'));
});

test('an absent folder, a diverging rate, an unknown backend, an impossible size: each with its exit code', async () => {
  const { data } = config();
  const cases = [
    [{ data: { kind: 'idx', path: '/nowhere', train_limit: 0 } }, 'data', 6, /\/nowhere.*found neither/],
    [{ optimiser: 'sgd', learning_rate: 1e20 }, 'numeric', 5, /not finite.*lower the learning rate/],
    [{ backend: 'cuda' }, 'device', 3, /cuda is not available: /],
    [{ backend: 'tpu' }, 'config', 2, /one of cpu, cuda, got tpu/],
    [{ precision: 'fp16_mixed' }, 'device', 3, /no fp16_mixed.*GPUs only/],
    [{ neurons: 1_000_000, layers: 9 }, 'memory', 4, /MB are free; take fewer/],
    [
      { data: { ...data, features: 1_000_000, samples: 900_000_000 } },
      'memory',
      4,
      /900000000 samples.*MB are free/,
    ],
    [{ data: { ...data, colour: 1 } }, 'config', 2, /unknown field data\.colour/],
  ] as const;
  const env = { ...process.env, WATTPROOF_LIBCUDA: '/nowhere/libcuda.so.1' };
  for (const [changes, code, exit_code, words] of cases) {
    const { outcome } = await train(changes as object, { env });
    expect(outcome).toMatchObject({ kind: 'failed', code, exit_code });
    if (outcome.kind === 'failed') expect(outcome.message).toMatch(words);
  }
});

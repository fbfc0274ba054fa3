// A 16-bit format must learn what fp32 learns: the same loss within 2 % and the same accuracy within a point, on real images.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Precision } from '../../../core/trainer-protocol.ts';
import { askHello } from '../../../native/trainer/process.ts';
import { needs } from './programs.ts';
import { ROOT, resultOf, TRAINER } from './training.ts';

const IMAGES = join(ROOT, '.cache', 'fashion-mnist');
const SEEDS = [1, 2, 3];
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

needs('trainer');

/** Mean loss on the last epoch's training examples and mean accuracy on the test images, over the seeds. */
async function learned(precision: Precision): Promise<{ loss: number; accuracy_pct: number }> {
  const results = [];
  for (const seed of SEEDS) {
    const changes = {
      precision,
      seed,
      batch_size: 128,
      neurons: 256,
      layers: 2,
      epochs: 3,
      learning_rate: 0.001,
    };
    results.push(await resultOf({ ...changes, data: { kind: 'idx', path: IMAGES, train_limit: 0 } }));
  }
  return {
    loss: mean(results.map(({ train_loss }) => train_loss)),
    accuracy_pct: 100 * mean(results.map(({ test_accuracy }) => test_accuracy)),
  };
}

test('16-bit formats learn Fashion-MNIST as well as fp32, over three seeds', { timeout: 600_000 }, async ({
  skip,
}) => {
  if (!existsSync(IMAGES)) skip('Fashion-MNIST could not be fetched on this machine');
  const [cpu] = await askHello(TRAINER);
  const formats = cpu?.precisions.filter((precision) => precision.endsWith('_mixed')) ?? [];
  if (formats.length === 0) skip('this processor has no 16-bit format');
  const full = await learned('fp32');
  // A perceptron of this size reaches about 87 % after three epochs (the data set's own published baselines).
  expect(full.accuracy_pct).toBeGreaterThan(85);
  for (const format of formats) {
    const mixed = await learned(format);
    expect(Math.abs(mixed.loss / full.loss - 1)).toBeLessThan(0.02);
    expect(Math.abs(mixed.accuracy_pct - full.accuracy_pct)).toBeLessThan(1);
  }
});

// The losses of another program: numpy in double precision, from the same weights, split and shuffle.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { TrainerConfig } from '../../../core/trainer-protocol.ts';
import { buildTrainer, FIXTURES, ofType, train } from './training.ts';

interface NumpyRun {
  readonly config: unknown;
  readonly epochs: readonly { readonly train_loss: number; readonly train_accuracy: number }[];
  readonly test_loss: number;
  readonly test_accuracy: number;
}
const { runs } = JSON.parse(readFileSync(join(FIXTURES, 'numpy_net.json'), 'utf8')) as { runs: NumpyRun[] };

beforeAll(() => void buildTrainer());

test.each(runs.map((run) => [TrainerConfig.parse(run.config), run] as const))(
  'batch $batch_size, $layers layers of $neurons, $optimiser',
  async (config, expected) => {
    const data = { ...config.data, path: join(FIXTURES, 'blobs.csv') } as TrainerConfig['data'];
    const { outcome, messages } = await train({ ...config, data });
    if (outcome.kind !== 'passed') throw new Error(outcome.message);
    const epochs = ofType(messages, 'epoch');
    expect(epochs).toHaveLength(expected.epochs.length);
    // Single precision against double, after tens to hundreds of steps.
    expected.epochs.forEach((epoch, i) => {
      expect(epochs[i]?.train_loss).toBeCloseTo(epoch.train_loss, 4);
      expect(epochs[i]?.train_accuracy).toBeCloseTo(epoch.train_accuracy, 6);
    });
    expect(outcome.result.test_loss).toBeCloseTo(expected.test_loss, 4);
    expect(outcome.result.test_accuracy).toBeCloseTo(expected.test_accuracy, 6);
  },
);

// The losses of another program: numpy in double precision, from the same weights, split and shuffle.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TrainerConfig } from '../../../core/trainer-protocol.ts';
import { needs } from './programs.ts';
import { FIXTURES, hasLibxsmm, ofType, train } from './training.ts';

interface NumpyRun {
  readonly config: unknown;
  readonly epochs: readonly { readonly train_loss: number; readonly train_accuracy: number }[];
  readonly test_loss: number;
  readonly test_accuracy: number;
}
const runs = ['numpy_net.json', 'numpy_cnn.json'].flatMap(
  (name) => (JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')) as { runs: NumpyRun[] }).runs,
);

needs('trainer');

const cases = runs.flatMap((run) => {
  const config = TrainerConfig.parse(run.config);
  const providers = config.model === 'mlp' ? (['own', 'libxsmm'] as const) : (['own'] as const);
  return providers.map((gemm) => [{ ...config, gemm }, run] as const);
});

test.for(cases)(
  '$model, batch $batch_size, $layers layers of $neurons, $activation, dropout $dropout, $optimiser, products: $gemm',
  async ([config, expected], { skip }) => {
    if (config.gemm === 'libxsmm' && !(await hasLibxsmm())) skip('this build or CPU has no libxsmm');
    const { data } = config;
    if (data.kind === 'synthetic') throw new Error('expected a data set with a path');
    const { outcome, messages } = await train({
      ...config,
      data: { ...data, path: join(FIXTURES, data.path) },
    });
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

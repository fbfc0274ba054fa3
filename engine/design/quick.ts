// Fits the quick benchmark to this machine: asks the trainer for its backends and briefly times the slowest cell.

import type { Design } from '../../core/design/design.ts';
import { layOut } from '../../core/design/layout.ts';
import { quickDesign as designFrom, type QuickFacts } from '../../core/design/quick.ts';
import { trainerConfig } from '../../core/design/trainer-settings.ts';
import { AuditError } from '../../core/errors.ts';
import type { Backend, DataConfig } from '../../core/trainer-protocol.ts';
import { askHello, runTrainer } from '../../native/trainer/process.ts';
import type { EngineParts } from '../setup/parts.ts';

const PILOT_SAMPLES = 4_000;

/** @throws AuditError `trainer` when no backend can run here. */
export async function quickDesign(parts: EngineParts): Promise<Design> {
  const backend = await usableBackend(parts);
  const facts: Omit<QuickFacts, 'slowest_samples_per_s'> = { backend, data: quickData(parts) };
  return designFrom({ ...facts, slowest_samples_per_s: await pilot(parts, facts) });
}

/** The first backend that can train here. @throws AuditError `trainer` with the reasons when there is none. */
export async function usableBackend(parts: EngineParts): Promise<Backend> {
  const backends = await askHello(parts.trainer_path);
  const backend = backends.find((one) => one.available && one.precisions.length > 0);
  if (!backend) {
    const reasons = backends.map((one) => `${one.name}: ${one.reason ?? 'no reason given'}`).join('; ');
    throw new AuditError('trainer', `no backend of the trainer can run here (${reasons})`);
  }
  return backend;
}

/** Fashion-MNIST if it came with the app, otherwise a synthetic mixture. */
export const quickData = (parts: Pick<EngineParts, 'dataset_dir'>): DataConfig =>
  parts.dataset_dir === null
    ? { kind: 'synthetic', samples: 20_000, features: 784, classes: 10, seed: 1 }
    : { kind: 'idx', path: parts.dataset_dir, train_limit: 0 };

/** Throughput of the slowest cell on a few thousand examples; null when the pilot failed. */
async function pilot(
  parts: EngineParts,
  facts: Omit<QuickFacts, 'slowest_samples_per_s'>,
): Promise<number | null> {
  const design = designFrom({ ...facts, slowest_samples_per_s: null });
  const data: DataConfig =
    design.data.kind === 'synthetic'
      ? { ...design.data, samples: PILOT_SAMPLES }
      : { ...design.data, train_limit: PILOT_SAMPLES };
  const slowest = layOut({ ...design, replicates: 1 }).sort(
    (a, b) => a.levels.batch_size - b.levels.batch_size || b.levels.neurons - a.levels.neurons,
  )[0];
  if (!slowest) return null;
  const outcome = await runTrainer({
    path: parts.trainer_path,
    config: { ...trainerConfig(design, slowest), data },
    onMessage: () => {},
  });
  return outcome.kind === 'passed' ? outcome.result.samples_per_s : null;
}

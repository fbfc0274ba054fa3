// Shared by the trainer's tests: the real program, a tiny configuration, and a call that keeps all output.
import { fileURLToPath } from 'node:url';
import { TrainerConfig, type TrainerMessage } from '../../../core/trainer-protocol.ts';
import { askHello } from '../../../native/trainer/hello.ts';
import {
  type ResultMessage,
  runTrainer,
  type TrainerOptions,
  type TrainerOutcome,
  trainerPath,
} from '../../../native/trainer/process.ts';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const FIXTURES = fileURLToPath(new URL('../../fixtures/trainer/', import.meta.url));
export const TRAINER = trainerPath({}, ROOT);

/** True when this build and CPU offer libxsmm's matrix products. */
export const hasLibxsmm = async () => {
  const cpu = (await askHello(TRAINER)).find((backend) => backend.name === 'cpu');
  return cpu?.gemm?.some((name) => name.startsWith('libxsmm')) ?? false;
};

export const config = (changes: Partial<TrainerConfig> = {}): TrainerConfig => ({
  ...DEFAULTS,
  ...changes,
});

const DEFAULTS = TrainerConfig.parse({
  backend: 'cpu',
  precision: 'fp32',
  batch_size: 64,
  neurons: 48,
  layers: 2,
  epochs: 3,
  optimiser: 'adam',
  learning_rate: 0.002,
  momentum: 0.9,
  seed: 1,
  threads: 2,
  warmup_steps: 3,
  data: { kind: 'synthetic', samples: 4000, features: 40, classes: 5, seed: 1 },
});

export interface Heard {
  readonly outcome: TrainerOutcome;
  readonly messages: TrainerMessage[];
}

export async function train(
  changes: Partial<TrainerConfig> = {},
  options: Partial<TrainerOptions> = {},
): Promise<Heard> {
  const messages: TrainerMessage[] = [];
  const outcome = await runTrainer({
    path: TRAINER,
    config: config(changes),
    onMessage: (message) => messages.push(message),
    ...options,
  });
  return { outcome, messages };
}

/** The result of a training that must pass. */
export async function resultOf(
  changes: Partial<TrainerConfig> = {},
  options: Partial<TrainerOptions> = {},
): Promise<ResultMessage> {
  const { outcome } = await train(changes, options);
  if (outcome.kind !== 'passed') throw new Error(`${outcome.kind}: ${outcome.message}`);
  return outcome.result;
}

export const ofType = <T extends TrainerMessage['type']>(messages: readonly TrainerMessage[], type: T) =>
  messages.filter((message): message is Extract<TrainerMessage, { type: T }> => message.type === type);

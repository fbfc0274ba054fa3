// The result of a training: what was ordered, and figures that can be true.
import type { Backend, TrainerConfig, TrainerMessage } from '../trainer-protocol.ts';
import { type EpochMessage, refuseLoss, refuseShare } from './epochs.ts';
import { answered, type Doubt, firstOf, isCount, type Refusal } from './order.ts';
import { plannedExamples, plannedParameters } from './planned-sizes.ts';

type ResultMessage = Extract<TrainerMessage, { type: 'result' }>;

/** What was heard before the result. */
export interface HeardBefore {
  /** As in hello; null when it was not listed there. */
  readonly backend: Backend | null;
  readonly train_s: number;
  readonly last_epoch: EpochMessage;
  readonly progress_total: number | null;
  readonly skipped_steps: number | null;
}

/** The throughput may differ from examples over duration by this share, and by this time, s. */
const FAILS = { share: 0.2, s: 0.5 } as const;
const DOUBTED = { share: 0.05, s: 0.05 } as const;
/** Two roundings of the share for validation. */
const ROUNDING = 1;

export function refuseResult(config: TrainerConfig, result: ResultMessage, heard: HeardBefore): Refusal {
  return firstOf(
    refuseAnswer(config, result, heard),
    refuseExamples(config, result, heard),
    refuseFigures(config, result, heard),
  );
}

/** The order: backend, precision, threads, batch, seed, library. */
function refuseAnswer(config: TrainerConfig, result: ResultMessage, { backend }: HeardBefore): Refusal {
  const listed =
    backend === null || !backend.available || !backend.precisions.includes(config.precision)
      ? `expected backend ${config.backend} with ${config.precision} to be in the trainer's hello, it was not offered there`
      : firstOf(
          answered('device', backend.device ?? 'none', result.device),
          answered('instruction set', backend.isa ?? 'none', result.isa ?? 'none'),
        );
  return firstOf(
    answered('backend', config.backend, result.backend),
    answered('precision', config.precision, result.precision),
    answered('batch size', config.batch_size, result.batch_size),
    answered('seed', config.seed, result.seed),
    config.threads > 0 ? answered('threads', config.threads, result.threads) : null,
    result.threads >= 1 ? null : `expected at least one thread, got ${result.threads}`,
    config.gemm === 'own' || result.gemm?.startsWith(config.gemm)
      ? null
      : answered('products by', config.gemm, result.gemm ?? 'none'),
    listed,
  );
}

function refuseExamples(
  config: TrainerConfig,
  { train_samples, test_samples, parameters }: ResultMessage,
  { last_epoch }: HeardBefore,
): Refusal {
  for (const [what, value] of Object.entries({ train_samples, test_samples, parameters }))
    if (!isCount(value) || value === 0) return `expected ${what} to be a whole number above 0, got ${value}`;
  // An incomplete last batch may be left out.
  if (last_epoch.samples > train_samples || last_epoch.samples <= train_samples - config.batch_size)
    return `expected ${last_epoch.samples} training examples as in each epoch, got ${train_samples}`;
  const planned = plannedExamples(config);
  if (planned !== null && Math.abs(train_samples - planned.train) > ROUNDING)
    return `expected ${planned.train} training examples as ordered, got ${train_samples}`;
  if (planned !== null && Math.abs(test_samples - planned.test) > ROUNDING)
    return `expected ${planned.test} test examples as ordered, got ${test_samples}`;
  const { data } = config;
  if (data.kind !== 'synthetic' && data.train_limit > 0 && train_samples > data.train_limit)
    return `expected at most ${data.train_limit} training examples as ordered, got ${train_samples}`;
  return null;
}

function refuseFigures(config: TrainerConfig, result: ResultMessage, heard: HeardBefore): Refusal {
  const steps = Math.ceil(result.train_samples / config.batch_size) * config.epochs;
  const { skipped_steps } = result;
  return firstOf(
    refuseLoss('the training loss', result.train_loss),
    refuseLoss('the test loss', result.test_loss),
    refuseLoss('the validation loss', result.validation_loss),
    refuseShare('the test accuracy', result.test_accuracy),
    refuseShare('the validation accuracy', result.validation_accuracy),
    skipped_steps === null || (isCount(skipped_steps) && skipped_steps <= steps)
      ? null
      : `expected 0 to ${steps} skipped steps, got ${skipped_steps}`,
    differs(result, config, heard, FAILS)
      ? `expected about ${Math.round(expectedHz(result, config, heard))} examples a second from its training of ${heard.train_s.toFixed(3)} s, got ${Number(result.samples_per_s.toPrecision(6))}`
      : null,
  );
}

/** Figures that do not fit each other, though no single one is impossible. */
export function doubtsOf(config: TrainerConfig, result: ResultMessage, heard: HeardBefore): Doubt[] {
  const doubts: Doubt[] = [];
  const doubt = (flag: Doubt['flag'], why: string): void => void doubts.push({ flag, why });
  if (differs(result, config, heard, DOUBTED))
    doubt(
      'trainer_disagrees',
      `its ${Number(result.samples_per_s.toPrecision(6))} examples a second do not fit a training of ${heard.train_s.toFixed(3)} s`,
    );
  const { last_epoch, progress_total, skipped_steps } = heard;
  if (Math.abs(result.train_loss - last_epoch.train_loss) > 1e-6 * Math.max(1, last_epoch.train_loss))
    doubt(
      'trainer_disagrees',
      `its training loss ${result.train_loss} is not that of its last epoch, ${last_epoch.train_loss}`,
    );
  const total = last_epoch.samples * config.epochs;
  if (progress_total !== null && progress_total !== total)
    doubt('trainer_disagrees', `its progress counts to ${progress_total} examples, its epochs to ${total}`);
  if (result.skipped_steps !== null && skipped_steps !== null && result.skipped_steps !== skipped_steps)
    doubt('trainer_disagrees', `it skipped ${result.skipped_steps} steps, its epochs ${skipped_steps}`);
  const parameters = plannedParameters(config);
  if (parameters !== null && parameters !== result.parameters)
    doubt(
      'network_differs',
      `the order leads to ${parameters} parameters, the trainer has ${result.parameters}`,
    );
  return doubts;
}

const expectedHz = (result: ResultMessage, { epochs }: TrainerConfig, { train_s }: HeardBefore): number =>
  (result.train_samples * epochs) / train_s;

/** True when the throughput implies another duration than that of the phase train. */
function differs(
  result: ResultMessage,
  config: TrainerConfig,
  heard: HeardBefore,
  by: { readonly share: number; readonly s: number },
): boolean {
  if (!(result.samples_per_s > 0)) return true;
  const implied_s = (result.train_samples * config.epochs) / result.samples_per_s;
  const off_s = Math.abs(implied_s - heard.train_s);
  return off_s > by.s && off_s > by.share * heard.train_s;
}

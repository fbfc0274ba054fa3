// Epochs and progress: from 1 to the number ordered, once each, within the phase train.
import type { TrainerConfig, TrainerMessage } from '../trainer-protocol.ts';
import { firstOf, isCount, type Refusal } from './order.ts';
import { seconds } from './stamps.ts';

export type EpochMessage = Extract<TrainerMessage, { type: 'epoch' }>;
type ProgressMessage = Extract<TrainerMessage, { type: 'progress' }>;

/** Largest fp32: no loss that a trainer computes is beyond it. */
const MOST_LOSS = 3.5e38;
/** The protocol allows ten progress messages a second; this many are a flood. */
const MOST_PROGRESS_HZ = 50;
const FIRST_PROGRESS = 100;
/** Progress may come from another thread than the phases. */
const THREAD_NS = 50e6;

export class Epochs {
  readonly #config: TrainerConfig;
  #last: EpochMessage | null = null;
  #progress: ProgressMessage | null = null;
  #progress_count = 0;
  #skipped_steps = 0;

  constructor(config: TrainerConfig) {
    this.#config = config;
  }

  get last(): EpochMessage | null {
    return this.#last;
  }
  /** Examples of the whole training by the last progress message; null without one. */
  get progress_total(): number | null {
    return this.#progress?.samples_total ?? null;
  }
  /** Over all epochs so far; null where none was counted. */
  get skipped_steps(): number | null {
    return this.#last?.skipped_steps === null ? null : this.#skipped_steps;
  }

  /** @param train_ns begin of the phase train; null when it is not running */
  hear(epoch: EpochMessage, train_ns: number | null): Refusal {
    const { epochs, batch_size } = this.#config;
    const which = `epoch ${epoch.epoch}`;
    if (train_ns === null) return `expected epochs in the phase train, got ${which} outside it`;
    const next = (this.#last?.epoch ?? 0) + 1;
    if (next > epochs)
      return `expected ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} as ordered, got another: ${which}`;
    if (epoch.epoch !== next) return `expected epoch ${next}, got ${which}`;
    const after_ns = this.#last?.t_end_ns ?? train_ns;
    if (epoch.t_begin_ns < after_ns)
      return `expected ${which} to begin after ${next === 1 ? 'the begin of train' : `epoch ${next - 1}`}, got a stamp ${seconds(after_ns - epoch.t_begin_ns)} s earlier`;
    if (epoch.t_end_ns < epoch.t_begin_ns)
      return `expected ${which} to end after its begin, got an earlier end`;
    const { samples, skipped_steps } = epoch;
    if (!isCount(samples) || samples === 0) return `expected examples in ${which}, got ${samples}`;
    if (this.#last !== null && samples !== this.#last.samples)
      return `expected ${this.#last.samples} examples in ${which} as in the one before, got ${samples}`;
    const steps = Math.ceil(samples / batch_size);
    if (skipped_steps !== null && !(isCount(skipped_steps) && skipped_steps <= steps))
      return `expected 0 to ${steps} skipped steps in ${which}, got ${skipped_steps}`;
    const wrong = firstOf(
      refuseLoss(`the loss of ${which}`, epoch.train_loss),
      refuseShare(`the accuracy of ${which}`, epoch.train_accuracy),
    );
    if (wrong !== null) return wrong;
    this.#last = epoch;
    this.#skipped_steps += skipped_steps ?? 0;
    return null;
  }

  /** @param train_ns, end_ns edges of the phase train; null before them */
  hearProgress(progress: ProgressMessage, train_ns: number | null, end_ns: number | null): Refusal {
    const { epoch, samples_done, samples_total, t_ns } = progress;
    if (train_ns === null || t_ns < train_ns - THREAD_NS || (end_ns !== null && t_ns > end_ns + THREAD_NS))
      return 'expected progress in the phase train, got it outside';
    this.#progress_count++;
    if (this.#progress_count > FIRST_PROGRESS + (MOST_PROGRESS_HZ * Math.max(0, t_ns - train_ns)) / 1e9)
      return `expected at most 10 progress messages a second, got ${this.#progress_count} in ${seconds(Math.max(0, t_ns - train_ns))} s`;
    if (epoch < 1 || epoch > this.#config.epochs)
      return `expected progress of epoch 1 to ${this.#config.epochs}, got epoch ${epoch}`;
    const done = this.#progress?.samples_done ?? 0;
    if (!(samples_done >= done && samples_done <= samples_total))
      return `expected progress from ${done} to ${samples_total} examples, got ${samples_done}`;
    this.#progress = progress;
    return null;
  }

  /** A reason when epochs are missing, or when what was said happened after the end of train. */
  refuseEnd(end_ns: number): Refusal {
    const { epochs } = this.#config;
    const told = this.#last?.epoch ?? 0;
    if (told < epochs) return `expected ${epochs} epochs before the end of train as ordered, got ${told}`;
    const last_ns = Math.max(this.#last?.t_end_ns ?? 0, (this.#progress?.t_ns ?? 0) - THREAD_NS);
    return last_ns > end_ns
      ? `expected the end of train after its last epoch and progress, got a stamp ${seconds(last_ns - end_ns)} s earlier`
      : null;
  }
}

export const refuseLoss = (what: string, loss: number | null): Refusal =>
  loss === null || (loss >= 0 && loss <= MOST_LOSS)
    ? null
    : `expected ${what} to be 0 or more, and a number of 32 bits, got ${loss}`;

export const refuseShare = (what: string, share: number | null): Refusal =>
  share === null || (share >= 0 && share <= 1) ? null : `expected ${what} between 0 and 1, got ${share}`;

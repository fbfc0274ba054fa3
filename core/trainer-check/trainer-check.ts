// Judges what a trainer says: a message that cannot be true fails its trial, one that cannot be confirmed flags it.
import type { Backend, TrainerMessage } from '../trainer-protocol.ts';
import { Epochs } from './epochs.ts';
import type { Arrival, Doubt, Refusal, TrainerOrder } from './order.ts';
import { Phases } from './phases.ts';
import { doubtsOf, refuseResult } from './result.ts';
import { Stamps } from './stamps.ts';
import type { SweepAnswers } from './sweep-answers.ts';

/** One training, from hello to result. */
export class TrainerCheck {
  readonly #order: TrainerOrder;
  readonly #answers: SweepAnswers;
  readonly #stamps: Stamps;
  readonly #phases = new Phases();
  readonly #epochs: Epochs;
  readonly #doubts: Doubt[] = [];
  #backends: readonly Backend[] | null = null;
  #over: 'a result' | 'an error' | null = null;

  constructor(order: TrainerOrder, answers: SweepAnswers) {
    this.#order = order;
    this.#answers = answers;
    this.#stamps = new Stamps(order.begin_ns);
    this.#epochs = new Epochs(order.config);
  }

  /** Why the trial is doubted though nothing failed it; complete after the result. */
  get doubts(): readonly Doubt[] {
    const { late_ms } = this.#stamps;
    const late: Doubt[] =
      late_ms > 0
        ? [
            {
              flag: 'stamps_late',
              why: `a message came ${Math.ceil(late_ms)} ms after its stamp, expected 50 at most`,
            },
          ]
        : [];
    return [...late, ...this.#doubts];
  }

  /** The reason why this message cannot be true; null when it may be and should be stored. */
  hear(message: TrainerMessage, arrival: Arrival): Refusal {
    if (this.#over !== null) return `expected nothing after ${this.#over}, got ${message.type}`;
    switch (message.type) {
      case 'hello':
        return this.#hello(message, arrival);
      case 'phase':
        return this.#phase(message, arrival);
      case 'epoch':
        return this.#epoch(message, arrival);
      case 'progress':
        return this.#progress(message, arrival);
      case 'result':
        return this.#result(message, arrival);
      case 'error':
        this.#over = 'an error';
        return null;
    }
  }

  #hello(message: Extract<TrainerMessage, { type: 'hello' }>, arrival: Arrival): Refusal {
    if (this.#backends !== null) return 'expected one hello, got a second one';
    this.#backends = message.backends;
    return this.#stamps.refuse('hello', message.t_ns, arrival);
  }

  #phase(message: Extract<TrainerMessage, { type: 'phase' }>, arrival: Arrival): Refusal {
    const { name, edge, t_ns } = message;
    const wrong =
      this.#stamps.refuseEdge(`the ${edge} of ${name}`, t_ns, arrival) ?? this.#phases.hear(message);
    if (wrong !== null || name !== 'train' || edge !== 'end') return wrong;
    return this.#epochs.refuseEnd(t_ns);
  }

  #epoch(message: Extract<TrainerMessage, { type: 'epoch' }>, arrival: Arrival): Refusal {
    const which = `epoch ${message.epoch}`;
    const train_ns = this.#phases.open === 'train' ? this.#phases.at('train', 'begin') : null;
    return (
      this.#stamps.refuseOutside(`the begin of ${which}`, message.t_begin_ns, arrival) ??
      this.#stamps.refuseEdge(`the end of ${which}`, message.t_end_ns, arrival) ??
      this.#epochs.hear(message, train_ns)
    );
  }

  #progress(message: Extract<TrainerMessage, { type: 'progress' }>, arrival: Arrival): Refusal {
    const [begin_ns, end_ns] = [this.#phases.at('train', 'begin'), this.#phases.at('train', 'end')];
    return (
      this.#stamps.refuseOutside('progress', message.t_ns, arrival) ??
      this.#epochs.hearProgress(message, begin_ns, end_ns)
    );
  }

  #result(message: Extract<TrainerMessage, { type: 'result' }>, arrival: Arrival): Refusal {
    const wrong = this.#stamps.refuse('the result', message.t_ns, arrival) ?? this.#phases.refuseUnfinished();
    if (wrong !== null) return wrong;
    const { config } = this.#order;
    const [begin_ns, end_ns] = [this.#phases.at('train', 'begin'), this.#phases.at('train', 'end')];
    const { last: last_epoch, progress_total, skipped_steps } = this.#epochs;
    if (begin_ns === null || end_ns === null || last_epoch === null)
      return 'expected epochs before the result, got none';
    const backend = this.#backends?.find(({ name }) => name === config.backend) ?? null;
    const heard = { backend, train_s: (end_ns - begin_ns) / 1e9, last_epoch, progress_total, skipped_steps };
    const untrue = refuseResult(config, message, heard);
    if (untrue !== null) return untrue;
    this.#over = 'a result';
    this.#doubts.push(...doubtsOf(config, message, heard), ...this.#answers.compare(config, message));
    return null;
  }
}

// What the trials of one sweep answered, to notice what differs where it must be equal, and is equal where it must differ.
import type { TrainerConfig, TrainerMessage } from '../trainer-protocol.ts';
import type { Doubt } from './order.ts';

type ResultMessage = Extract<TrainerMessage, { type: 'result' }>;
type Examples = Pick<ResultMessage, 'train_samples' | 'test_samples'>;

export class SweepAnswers {
  /** Numbers of examples by data set: the first trial's. */
  readonly #examples = new Map<string, Examples>();
  /** Settings by the weights that they led to. */
  readonly #settings = new Map<string, string>();

  /** Counts the weights of a trial of an earlier session. */
  recall(config: TrainerConfig, weights_hash: string): void {
    if (!this.#settings.has(weights_hash)) this.#settings.set(weights_hash, settingsOfWeights(config));
  }

  /** Doubts about a result that is possible by itself. */
  compare(config: TrainerConfig, result: ResultMessage): Doubt[] {
    const doubts: Doubt[] = [];
    const data = JSON.stringify(config.data);
    const { train_samples, test_samples } = result;
    const before = this.#examples.get(data);
    if (before === undefined) this.#examples.set(data, { train_samples, test_samples });
    else if (before.train_samples !== train_samples || before.test_samples !== test_samples)
      doubts.push({
        flag: 'data_differs',
        why: `it used ${train_samples} and ${test_samples} examples, an earlier trial with the same data ${before.train_samples} and ${before.test_samples}`,
      });
    const settings = settingsOfWeights(config);
    const known = this.#settings.get(result.weights_hash);
    if (known === undefined) this.#settings.set(result.weights_hash, settings);
    else if (known !== settings)
      doubts.push({
        flag: 'same_weights',
        why: `its final weights ${result.weights_hash} are those of an earlier trial with other settings`,
      });
    return doubts;
  }
}

/** The settings without those that need not change the weights. */
function settingsOfWeights(config: TrainerConfig): string {
  const { threads: _threads, gemm: _gemm, warmup_steps: _steps, ...rest } = config;
  return JSON.stringify(rest);
}

// Stands in for the trainer's process on the virtual clock: it does as ordered, and takes its time.
import { TrainerMessage } from '../../../core/trainer-protocol.ts';
import type * as Real from '../../../native/trainer/process.ts';
import { monotonicNs, setTimeout as sleep } from './clock.ts';

export { askHello } from '../../../native/trainer/hello.ts';

const SAMPLES = 1000;

export const runTrainer: typeof Real.runTrainer = async ({ config, signal, onMessage }) => {
  const say = (message: object): TrainerMessage => {
    const said = TrainerMessage.parse(message);
    onMessage(said);
    return said;
  };
  const wait = (duration_s: number): Promise<void> => sleep(duration_s * 1e3);
  const phase = async (name: string, work: () => Promise<void>): Promise<void> => {
    say({ type: 'phase', name, edge: 'begin', t_ns: monotonicNs() });
    await work();
    say({ type: 'phase', name, edge: 'end', t_ns: monotonicNs() });
  };
  await wait(0.05);
  await phase('load', () => wait(0.3));
  await phase('warmup', () => wait(0.2));
  await phase('train', async () => {
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      const t_begin_ns = monotonicNs();
      for (let tenth = 1; tenth <= 10; tenth++) {
        await wait(1);
        const [samples_done, samples_total] = [(tenth * SAMPLES) / 10, SAMPLES];
        say({ type: 'progress', epoch, samples_done, samples_total, t_ns: monotonicNs() });
      }
      say({
        type: 'epoch',
        epoch,
        t_begin_ns,
        t_end_ns: monotonicNs(),
        samples: SAMPLES,
        train_loss: 1 / epoch,
        train_accuracy: 0.9,
        skipped_steps: null,
        loss_scale: null,
      });
    }
  });
  await phase('evaluate', () => wait(0.2));
  const { backend, precision, batch_size, seed } = config;
  const result = say({
    type: 'result',
    ...{ backend, precision, batch_size, seed },
    device: 'paper',
    isa: null,
    threads: 1,
    parameters: 1000,
    train_samples: SAMPLES,
    test_samples: 100,
    samples_per_s: 100,
    train_loss: 0.1,
    test_loss: 0.2,
    test_accuracy: 0.9,
    weights_hash: `${batch_size}-${seed}`,
    t_ns: monotonicNs(),
  });
  if (signal?.aborted) return { kind: 'aborted', message: 'the training was stopped on request' };
  if (result.type !== 'result') throw new Error('expected a result');
  return { kind: 'passed', result };
};

// Measures what the meter itself costs: runs the bundled trainer with and without monitoring, in pairs of random order.

import { SplitMix64 } from '../../core/design/random.ts';
import { AuditError } from '../../core/errors.ts';
import type { SelfAuditDocument } from '../../core/machine/self-audit-document.ts';
import { TRAIN_PHASE } from '../../core/study/phase.ts';
import { type TrainerConfig, TrainingOptions } from '../../core/trainer-protocol.ts';
import { secondsBetween } from '../../core/units.ts';
import { askHello, runTrainer } from '../../native/trainer/process.ts';
import { startSampler } from '../sampling/sampler.ts';
import type { EngineParts } from '../setup/parts.ts';
import { energyBetween, readEdge } from './edge-energy.ts';
import { type AuditPair, judgePairs } from './judge.ts';

export interface SelfAuditOptions {
  /** Pairs that count, at least 3; one more runs first and is discarded. */
  readonly pairs: number;
  readonly sample_hz: number;
  readonly seed: number;
  /** Target duration of one run. */
  readonly run_s: number;
  readonly signal: AbortSignal;
  /** Called after every run with the number done and the total. */
  onRun(done: number, runs: number): void;
}

const PILOT = { samples: 4000, epochs: 1 } as const;

/** @throws AuditError `trainer` when no backend can run, `aborted` when stopped. */
export async function selfAudit(parts: EngineParts, options: SelfAuditOptions): Promise<SelfAuditDocument> {
  const { pairs, sample_hz, seed, run_s, signal, onRun } = options;
  const backend = (await askHello(parts.trainer_path)).find(
    (one) => one.available && one.precisions.length > 0,
  );
  if (!backend)
    throw new AuditError('trainer', 'no backend of the trainer can run here; see wattproof doctor');
  const config = (samples: number, epochs: number): TrainerConfig => ({
    ...TrainingOptions.parse({}),
    precision: backend.precisions[0] as TrainerConfig['precision'],
    batch_size: 128,
    neurons: 256,
    layers: 2,
    epochs,
    backend: backend.name,
    optimiser: 'adam',
    learning_rate: 0.001,
    threads: 0,
    data: { kind: 'synthetic', samples, features: 784, classes: 10, seed: 1 },
    seed,
    warmup_steps: 20,
  });

  async function train(work: TrainerConfig): Promise<{ train_s: number; samples_per_s: number }> {
    const span = { begin_ns: Number.NaN, end_ns: Number.NaN };
    const outcome = await runTrainer({
      path: parts.trainer_path,
      config: work,
      signal,
      onMessage(message) {
        if (message.type !== 'phase' || message.name !== TRAIN_PHASE) return;
        span[message.edge === 'begin' ? 'begin_ns' : 'end_ns'] = message.t_ns;
      },
    });
    if (outcome.kind === 'aborted') throw new AuditError('aborted', 'stopped by the user');
    if (outcome.kind !== 'passed') throw new AuditError('trainer', outcome.message);
    return {
      train_s: secondsBetween(span.begin_ns, span.end_ns),
      samples_per_s: outcome.result.samples_per_s,
    };
  }

  const { samples_per_s } = await train(config(PILOT.samples, PILOT.epochs));
  const epochs = Math.max(1, Math.round((run_s * samples_per_s) / PILOT.samples));
  const work = config(PILOT.samples, epochs);

  async function oneRun(
    monitored: boolean,
  ): Promise<{ train_s: number; cpu_pct: number; energy_j: number | null }> {
    const sampler = monitored
      ? await startSampler({ ...parts, sample_hz }, { onBatch: () => {}, onFailure: () => {} })
      : null;
    try {
      const edge = readEdge(parts.env);
      const [cpu, begin_ms] = [process.cpuUsage(), performance.now()];
      const { train_s } = await train(work);
      const { user, system } = process.cpuUsage(cpu);
      const wall_us = (performance.now() - begin_ms) * 1e3;
      const energy_j = energyBetween(edge, readEdge(parts.env));
      return { train_s, cpu_pct: (100 * (user + system)) / wall_us, energy_j };
    } finally {
      await sampler?.stop();
    }
  }

  const random = new SplitMix64(seed);
  const kept: AuditPair[] = [];
  const runs = 2 * (pairs + 1);
  for (let pair = 0; pair <= pairs; pair++) {
    const monitored_first = random.below(2) === 0;
    const one = await oneRun(monitored_first);
    onRun(2 * pair + 1, runs);
    const other = await oneRun(!monitored_first);
    onRun(2 * pair + 2, runs);
    // The first pair runs on a cold machine.
    if (pair === 0) continue;
    const [monitored, unmonitored] = monitored_first ? [one, other] : [other, one];
    kept.push({
      first: monitored_first ? 'monitored' : 'unmonitored',
      monitored_s: monitored.train_s,
      unmonitored_s: unmonitored.train_s,
      monitored_cpu_pct: monitored.cpu_pct,
      unmonitored_cpu_pct: unmonitored.cpu_pct,
      monitored_j: monitored.energy_j,
      unmonitored_j: unmonitored.energy_j,
    });
  }
  return judgePairs(kept, sample_hz, backend.name);
}

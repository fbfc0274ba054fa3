// Times the machine for a forecast: trains a few cells, each watched for some seconds and then stopped.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Design, PlannedTrial } from '../../core/design/design.ts';
import { trainerConfig } from '../../core/design/trainer-settings.ts';
import { NO_NET } from '../../core/energy/net-energy.ts';
import { phaseEnergy } from '../../core/energy/phase-energy.ts';
import type { PhaseWindow } from '../../core/energy/phase-window.ts';
import type { TotalEnergy } from '../../core/energy/source-energy.ts';
import { AuditError } from '../../core/errors.ts';
import type { SeenTrial } from '../../core/forecast/forecast.ts';
import { sampledB } from '../../core/forecast/study-size.ts';
import { TRAIN_PHASE } from '../../core/study/phase.ts';
import type { TrainerMessage } from '../../core/trainer-protocol.ts';
import { secondsBetween } from '../../core/units.ts';
import type { SampleBatch } from '../../db/samples.ts';
import { runTrainer } from '../../native/trainer/process.ts';
import { type Sampler, startSampler } from '../sampling/sampler.ts';
import { monotonicNs } from '../setup/clock.ts';
import type { EngineParts } from '../setup/parts.ts';
import { phaseTotal } from '../study/trial-energy.ts';

export interface CalibrationOptions {
  /** Seconds of training to watch in each cell. */
  readonly watch_s: number;
  readonly workOf: (planned: PlannedTrial) => number;
  readonly signal: AbortSignal;
  onCell(planned: PlannedTrial): void;
}

export interface Calibrated {
  readonly trials: readonly SeenTrial[];
  readonly domains: readonly string[];
  readonly sources: number;
  /** What a study stores of one second. */
  readonly sampled_b_per_s: number;
}

/** Seconds of idle power measured before the first training run. */
const IDLE_S = 1;
/**
 * Evaluation time of a training run stopped before it, as a share of one epoch: a forward pass is a third of a step and
 * there are at most a quarter as many test examples, so a twelfth.
 */
const EVALUATION_SHARE = 1 / 12;

/** @throws AuditError `trainer` when a training run fails, `aborted` when the user stopped it. */
export async function calibrate(
  parts: EngineParts,
  design: Design,
  cells: readonly PlannedTrial[],
  options: CalibrationOptions,
): Promise<Calibrated> {
  const samples: SampleBatch['samples'][number][] = [];
  let stored_b = 0;
  const begin_ns = monotonicNs();
  const listeners = {
    onBatch(batch: SampleBatch) {
      samples.push(...batch.samples);
      stored_b += bytesOf(batch);
    },
    onFailure: () => {},
  };
  const sampler = await startSampler(parts, listeners, { signal: options.signal });
  const totalIn = (window: PhaseWindow): TotalEnergy =>
    phaseTotal(
      sampler.sources.map((source, i) => ({
        ...phaseEnergy(
          samples.filter((sample) => sample.source === i + 1),
          window,
          source,
          null,
        ),
        ...NO_NET,
        phase: TRAIN_PHASE,
        source: i + 1,
      })),
      sampler.sources,
    );
  try {
    const idle = await window(sampler, () => sleep(IDLE_S * 1e3, undefined, { signal: options.signal }));
    await sampler.caughtUp();
    const idle_j = totalIn(idle).energy_j;
    const idle_w = idle_j === null ? null : idle_j / secondsBetween(idle.t_begin_ns, idle.t_end_ns);
    const trials: SeenTrial[] = [];
    const domains = new Set<string>();
    for (const planned of cells) {
      options.onCell(planned);
      const watched = await watch(parts, sampler, design, planned, options);
      await sampler.caughtUp();
      const power = totalIn(watched.train);
      for (const domain of power.domains) domains.add(domain);
      const seen_s = secondsBetween(watched.train.t_begin_ns, watched.train.t_end_ns);
      const train_s = seen_s / watched.share;
      const train_j = power.energy_j === null ? null : power.energy_j / watched.share;
      const evaluation_s = watched.after_s ?? (EVALUATION_SHARE * train_s) / planned.levels.epochs;
      const train_w = train_j === null ? null : train_j / train_s;
      const besides_s = watched.before_s + evaluation_s;
      trials.push({
        levels: Object.fromEntries(Object.entries(planned.levels).map(([k, v]) => [k, String(v)])),
        work: options.workOf(planned),
        busy_s: train_s + besides_s,
        busy_j: train_j === null || train_w === null ? null : train_j + besides_s * train_w,
        train_s,
        train_j,
        idle_w,
        sensor_share:
          power.ci === null || !power.energy_j ? null : (power.ci[1] - power.ci[0]) / 2 / power.energy_j,
      });
    }
    const sampled_b_per_s = stored_b / secondsBetween(begin_ns, monotonicNs());
    return { trials, domains: [...domains], sources: sampler.sources.length, sampled_b_per_s };
  } catch (error) {
    if (options.signal.aborted) throw new AuditError('aborted', 'the forecast was stopped by the user');
    throw error;
  } finally {
    await sampler.stop();
  }
}

const bytesOf = ({ samples, states, processes, anchors }: SampleBatch): number =>
  sampledB({
    sample: samples.length,
    state: states.length,
    process: processes.length,
    anchor: anchors.length,
  });

interface Watched {
  readonly train: PhaseWindow;
  /** Share of the training run that was watched, above 0 and up to 1. */
  readonly share: number;
  /** From the start of the process to the start of training. */
  readonly before_s: number;
  /** From the end of training to the end of the process; null when it was stopped during training. */
  readonly after_s: number | null;
}

async function watch(
  parts: EngineParts,
  sampler: Sampler,
  design: Design,
  planned: PlannedTrial,
  { watch_s, signal }: CalibrationOptions,
): Promise<Watched> {
  const enough = new AbortController();
  const start_ns = monotonicNs();
  let begin_ns: number | null = null;
  let end_ns: number | null = null;
  let far: { t_ns: number; share: number } | null = null;
  const outcome = await runTrainer({
    path: parts.trainer_path,
    config: trainerConfig(design, planned),
    signal: AbortSignal.any([signal, enough.signal]),
    ...(parts.trainer_silence_s === undefined ? {} : { silence_timeout_s: parts.trainer_silence_s }),
    onMessage(message: TrainerMessage) {
      if (message.type === 'phase' && message.name === TRAIN_PHASE) {
        sampler.mark();
        if (message.edge === 'begin') begin_ns = message.t_ns;
        else end_ns = message.t_ns;
      } else if (message.type === 'progress' && begin_ns !== null) {
        far = { t_ns: message.t_ns, share: message.samples_done / message.samples_total };
        if (end_ns !== null || secondsBetween(begin_ns, message.t_ns) < watch_s) return;
        sampler.mark();
        enough.abort();
      }
    },
  });
  signal.throwIfAborted();
  const progress = far as { t_ns: number; share: number } | null;
  if (outcome.kind === 'passed' && begin_ns !== null && end_ns !== null)
    return {
      train: { t_begin_ns: begin_ns, t_end_ns: end_ns },
      share: 1,
      before_s: secondsBetween(start_ns, begin_ns),
      after_s: secondsBetween(end_ns, monotonicNs()),
    };
  if (enough.signal.aborted && begin_ns !== null && progress !== null && progress.share > 0)
    return {
      train: { t_begin_ns: begin_ns, t_end_ns: progress.t_ns },
      share: progress.share,
      before_s: secondsBetween(start_ns, begin_ns),
      after_s: null,
    };
  const why = outcome.kind === 'passed' ? 'the trainer reported no training phase' : outcome.message;
  throw new AuditError('trainer', `the machine cannot be timed: ${why}`);
}

async function window(sampler: Sampler, act: () => Promise<unknown>): Promise<PhaseWindow> {
  sampler.mark();
  const t_begin_ns = monotonicNs();
  await act();
  const t_end_ns = monotonicNs();
  sampler.mark();
  return { t_begin_ns, t_end_ns };
}

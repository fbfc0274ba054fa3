// Reports the progress of a sweep, and its remaining time from the trials timed so far.

import type { SweepForecast, SweepProgress } from '../../core/contract/ipc.ts';
import type { PlannedTrial } from '../../core/design/design.ts';
import type { TrialState } from '../../core/study/state.ts';
import type { TrainerMessage } from '../../core/trainer-protocol.ts';
import { nsFromS, secondsBetween } from '../../core/units.ts';
import { monotonicNs } from '../setup/clock.ts';
import type { PauseState } from './sweep-control.ts';

/** Shortest time between reports within an epoch; other changes are always reported. */
const MIN_STEP_NS = 1e8;

export class SweepClock {
  readonly #begin_ns = monotonicNs();
  readonly #study: string;
  readonly #trials: readonly PlannedTrial[];
  /** Only the varied factors: the others are the same in every trial. */
  readonly #factors: readonly string[];
  readonly #tell: (progress: SweepProgress) => void;
  /** Durations of the finished trials by cell, and of all of them under the name ''. */
  readonly #took_s = new Map<string, { n: number; sum_s: number }>();
  #remaining: SweepForecast | null = null;
  #forecast_ns = 0;
  #trial_begin_ns = 0;
  #told_ns = 0;
  #current: PlannedTrial | null = null;
  #phase = '';
  #phase_begin_ns = 0;
  #pause: PauseState = 'none';
  #epoch: SweepProgress['epoch'] = null;
  #train_fraction = 0;

  constructor(
    study: string,
    trials: readonly PlannedTrial[],
    factors: readonly string[],
    tell: (progress: SweepProgress) => void,
  ) {
    this.#factors = factors;
    this.#study = study;
    this.#trials = trials;
    this.#tell = tell;
  }

  beginTrial(planned: PlannedTrial): void {
    this.#current = planned;
    this.#trial_begin_ns = monotonicNs();
    [this.#phase, this.#epoch, this.#train_fraction] = ['', null, 0];
  }

  phase(name: string, t_ns = monotonicNs()): void {
    [this.#phase, this.#phase_begin_ns] = [name, t_ns];
    this.#report('running');
  }

  pause(pause: PauseState): void {
    this.#pause = pause;
    this.#report(pause === 'paused' ? 'planned' : 'running');
  }

  /** Shifts the forecast by a pause, since pausing brings the end no closer. */
  stoodStill(duration_s: number): void {
    this.#forecast_ns += nsFromS(duration_s);
  }

  message(said: TrainerMessage): void {
    if (said.type === 'epoch') {
      const { epoch, train_loss, train_accuracy } = said;
      this.#epoch = { epoch, train_loss, train_accuracy };
      this.#report('running');
    } else if (said.type === 'progress' && monotonicNs() - this.#told_ns > MIN_STEP_NS) {
      this.#train_fraction = said.samples_total > 0 ? said.samples_done / said.samples_total : 0;
      this.#report('running');
    }
  }

  /** Seconds since the trial began. */
  inTrial_s = (): number => secondsBetween(this.#trial_begin_ns, monotonicNs());

  /** @param remaining forecast for the trials after this one; null: keep the previous one */
  endTrial(state: TrialState, remaining: SweepForecast | null): void {
    if (state === 'done' && this.#current) this.took(this.#current, this.inTrial_s());
    if (remaining !== null) [this.#remaining, this.#forecast_ns] = [remaining, monotonicNs()];
    this.#report(state);
  }

  /** Counts a finished trial's duration. */
  took(planned: PlannedTrial, lasted_s: number): void {
    for (const cell of [cellOf(planned), '']) {
      const { n, sum_s } = this.#took_s.get(cell) ?? { n: 0, sum_s: 0 };
      this.#took_s.set(cell, { n: n + 1, sum_s: sum_s + lasted_s });
    }
  }

  /** Expected duration of a trial: the mean of its cell, or else of all so far; null before the first. */
  #expected_s(planned: PlannedTrial): number | null {
    const took = this.#took_s.get(cellOf(planned)) ?? this.#took_s.get('');
    return took === undefined ? null : took.sum_s / took.n;
  }

  #variedLevels(planned: PlannedTrial): SweepProgress['levels'] {
    return Object.fromEntries(this.#factors.map((name) => [name, String(planned.levels[name])]));
  }

  #report(state: TrialState): void {
    if (!this.#current) return;
    this.#told_ns = monotonicNs();
    const trial = this.#current.order;
    const over = state !== 'running';
    const expected_s = this.#expected_s(this.#current);
    const of_trial = over
      ? 1
      : expected_s === null
        ? this.#train_fraction * 0.9
        : Math.min(0.99, this.inTrial_s() / expected_s);
    const since_s = secondsBetween(this.#forecast_ns, this.#told_ns);
    const left = (time_s: number): number => Math.max(0, time_s - since_s);
    const time = this.#remaining?.time_s;
    this.#tell({
      study: this.#study,
      trial,
      trials: this.#trials.length,
      levels: this.#variedLevels(this.#current),
      state,
      phase: this.#phase,
      phase_begin_ns: this.#phase_begin_ns,
      pause: this.#pause,
      fraction: (trial - 1 + of_trial) / this.#trials.length,
      eta_s: time === undefined ? null : left(time.value),
      eta_ci_s: time === undefined ? null : [left(time.ci[0]), left(time.ci[1])],
      remaining: this.#remaining,
      elapsed_s: secondsBetween(this.#begin_ns, this.#told_ns),
      epoch: this.#epoch,
    });
  }
}

const cellOf = (planned: PlannedTrial): string => JSON.stringify(planned.levels);

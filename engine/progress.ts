// Where a sweep is and how long it will still take, from the trials timed so far.
import type { FactorName, PlannedTrial } from '../core/design/design.ts';
import type { TrialState } from '../core/documents.ts';
import type { SweepProgress } from '../core/ipc.ts';
import type { TrainerMessage } from '../core/trainer-protocol.ts';
import { monotonicNs } from './clock.ts';

/** Progress is told at every change, and inside an epoch at most this often. */
const MIN_STEP_NS = 1e8;

export class SweepClock {
  readonly #begin_ns = monotonicNs();
  readonly #study: string;
  readonly #trials: readonly PlannedTrial[];
  /** The factors that vary: the others would only repeat themselves. */
  readonly #factors: readonly FactorName[];
  readonly #tell: (progress: SweepProgress) => void;
  /** Seconds of the finished trials by cell, and of all. */
  readonly #cell_s = new Map<string, number[]>();
  readonly #all_s: number[] = [];
  #trial_begin_ns = 0;
  #told_ns = 0;
  #current: PlannedTrial | null = null;
  #phase = '';
  #epoch: SweepProgress['epoch'] = null;
  #train_fraction = 0;

  constructor(
    study: string,
    trials: readonly PlannedTrial[],
    factors: readonly FactorName[],
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

  phase(name: string): void {
    this.#phase = name;
    this.#report('running');
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

  endTrial(state: TrialState): void {
    const took_s = this.#inTrial_s();
    if (state === 'done' && this.#current) {
      this.#all_s.push(took_s);
      const cell = cellOf(this.#current);
      this.#cell_s.set(cell, [...(this.#cell_s.get(cell) ?? []), took_s]);
    }
    this.#report(state);
  }

  #inTrial_s = (): number => (monotonicNs() - this.#trial_begin_ns) / 1e9;

  /** Seconds a trial is expected to take: the mean of its cell, else of all so far; null before the first. */
  #expected_s(planned: PlannedTrial): number | null {
    return mean(this.#cell_s.get(cellOf(planned)) ?? this.#all_s);
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
        : Math.min(0.99, this.#inTrial_s() / expected_s);
    const rest = this.#trials.slice(trial).map((planned) => this.#expected_s(planned));
    const this_left_s = over ? 0 : expected_s === null ? null : Math.max(0, expected_s - this.#inTrial_s());
    const eta_s =
      this_left_s === null || rest.includes(null)
        ? null
        : this_left_s + rest.reduce<number>((sum, one_s) => sum + (one_s ?? 0), 0);
    this.#tell({
      study: this.#study,
      trial,
      trials: this.#trials.length,
      levels: this.#variedLevels(this.#current),
      state,
      phase: this.#phase,
      fraction: (trial - 1 + of_trial) / this.#trials.length,
      eta_s,
      elapsed_s: (this.#told_ns - this.#begin_ns) / 1e9,
      epoch: this.#epoch,
    });
  }
}

const cellOf = (planned: PlannedTrial): string => JSON.stringify(planned.levels);
const mean = (list: readonly number[]): number | null =>
  list.length === 0 ? null : list.reduce((sum, one) => sum + one, 0) / list.length;

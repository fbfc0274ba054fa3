// Controls a running sweep: pauses it before the next trial, resumes it, and records readings of a wall meter.
import { AuditError } from '../../core/errors.ts';
import { type WallEntry, type WallReading, wallReading } from '../../core/study/wall-entry.ts';
import { secondsBetween } from '../../core/units.ts';
import { monotonicNs } from '../setup/clock.ts';

export type PauseState = 'none' | 'asked' | 'paused';

/** Created by the caller that starts the sweep, and passed to it. */
export class SweepControl {
  #pause: PauseState = 'none';
  #goOn: () => void = () => {};
  #onChange: (pause: PauseState) => void = () => {};
  #keep: ((reading: WallReading) => void) | null = null;
  #trial: number | null = null;
  readonly #readings: WallReading[] = [];

  get pause(): PauseState {
    return this.#pause;
  }
  /** Readings so far, in the order they were entered. */
  get wall_readings(): readonly WallReading[] {
    return this.#readings;
  }

  /** Lets the trial in progress finish: half a trial is useless. */
  askPause(): void {
    if (this.#pause === 'none') this.#set('asked');
  }
  resume(): void {
    this.#set('none');
    this.#goOn();
  }

  /** @throws AuditError `usage` before the study is there or after it is closed. */
  enterWall(entry: WallEntry): WallReading {
    if (this.#keep === null)
      throw new AuditError('usage', 'no trial is being measured: enter the reading while the sweep runs');
    const reading = wallReading(entry, this.#trial, monotonicNs());
    this.#keep(reading);
    this.#readings.push(reading);
    return reading;
  }

  /** Called by the sweep. `keep` stores a reading; null: the sweep has ended. */
  attach(keep: ((reading: WallReading) => void) | null, onChange: (pause: PauseState) => void): void {
    this.#keep = keep;
    this.#onChange = onChange;
  }
  follow(trial: number | null): void {
    this.#trial = trial;
  }

  /** Waits while a pause is requested, or until `signal` aborts. Returns the seconds waited; 0: no pause. */
  async passGate(signal: AbortSignal): Promise<number> {
    if (this.#pause === 'none' || signal.aborted) return 0;
    const begin_ns = monotonicNs();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#goOn = resolve;
    signal.addEventListener('abort', () => resolve(), { once: true });
    // Last, since the listener may resume or abort at once.
    this.#set('paused');
    await promise;
    return secondsBetween(begin_ns, monotonicNs());
  }

  #set(pause: PauseState): void {
    this.#pause = pause;
    this.#onChange(pause);
  }
}

// What may be asked of a sweep while it runs: to pause before the next trial, to go on, to note what a wall meter shows.
import { AuditError } from '../../core/errors.ts';
import { type WallEntry, type WallReading, wallReading } from '../../core/study/wall-entry.ts';
import { secondsBetween } from '../../core/units.ts';
import { monotonicNs } from '../setup/clock.ts';

export type PauseState = 'none' | 'asked' | 'paused';

/** Made by who starts the sweep, and handed to it. */
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
  /** Noted so far, in the order in which they were typed. */
  get wall_readings(): readonly WallReading[] {
    return this.#readings;
  }

  /** The trial in progress goes on to its end: half a trial is no trial. */
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
      throw new AuditError('usage', 'no trial is being measured: type the reading in while the sweep runs');
    const reading = wallReading(entry, this.#trial, monotonicNs());
    this.#keep(reading);
    this.#readings.push(reading);
    return reading;
  }

  /** The sweep's side. `keep` stores a reading; null: no more. */
  attach(keep: ((reading: WallReading) => void) | null, onChange: (pause: PauseState) => void): void {
    this.#keep = keep;
    this.#onChange = onChange;
  }
  follow(trial: number | null): void {
    this.#trial = trial;
  }

  /** Waits as long as a pause is asked for. Answers for how long, s; 0: it was not. Ends at once when `signal` aborts. */
  async passGate(signal: AbortSignal): Promise<number> {
    if (this.#pause === 'none' || signal.aborted) return 0;
    const begin_ns = monotonicNs();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#goOn = resolve;
    signal.addEventListener('abort', () => resolve(), { once: true });
    // Last, since who is told may go on or abort at once.
    this.#set('paused');
    await promise;
    return secondsBetween(begin_ns, monotonicNs());
  }

  #set(pause: PauseState): void {
    this.#pause = pause;
    this.#onChange(pause);
  }
}

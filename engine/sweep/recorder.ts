// Writes samples and events into the study file as they arrive, under the running trial.

import { insertEvent } from '../../db/events.ts';
import { insertSamples } from '../../db/samples.ts';
import { logSize } from '../../db/study-file/fold.ts';
import { asWriteError, type StudyFile } from '../../db/study-file.ts';
import type { SampledBatch } from '../sampling/sampler.ts';
import { monotonicNs } from '../setup/clock.ts';
import { OwnDelay } from './own-delay.ts';
import { PatientWriter } from './patient-writer.ts';

export const SAMPLER_BEHIND =
  'the power sampler did not answer in time: a driver call hangs, so readings are missing';

/** Readings that wait for another program's lock, about 150 MB; later ones are dropped, with an event that says so. */
const MOST_WAITING_READINGS = 1_000_000;
/** A longer log is folded in within a trial, too. */
const MOST_LOG_B = 8e6;
/** A shorter lock is not worth a word, ms. */
const NOTED_WAIT_MS = 1000;

export class Recorder {
  /** Told of every batch, and by a trial of every message. */
  readonly delay = new OwnDelay();
  readonly #study: StudyFile;
  readonly #writer: PatientWriter;
  readonly #most_waiting: number;
  #trial: number | null = null;
  #lost_device_noted = new Set<number>();
  #waiting_readings = 0;
  #dropped_readings = 0;

  /**
   * @param onFault called when the study can no longer be written: recording stops, unless the caller returns true
   *   because it found a way on
   */
  constructor(study: StudyFile, onFault: (error: unknown) => boolean, most_waiting = MOST_WAITING_READINGS) {
    this.#study = study;
    this.#most_waiting = most_waiting;
    this.#writer = new PatientWriter(study, {
      onFault: (error) => onFault(asWriteError(study.path, error)),
      onUnlocked: (waited_ms) => this.#wasLocked(waited_ms),
    });
  }

  /** Assigns the following batches to this trial; null: to none, and only their events are kept. */
  follow(trial: number | null): void {
    this.#trial = trial;
  }

  batch(batch: SampledBatch): void {
    this.delay.turned(monotonicNs());
    const trial = this.#trial;
    const readings = batch.samples.length + batch.states.length + batch.processes.length;
    const fits = this.#waiting_readings + readings <= this.#most_waiting;
    if (fits) this.#waiting_readings += readings;
    else this.#dropped_readings += readings;
    this.#writer.write(() => {
      for (const event of batch.events) insertEvent(this.#study, { ...event, trial });
      if (trial !== null && fits) this.#store(trial, batch);
    });
    if (this.#writer.waiting === 0) this.#waiting_readings = 0;
    if (logSize(this.#study) > MOST_LOG_B) this.#writer.fold();
  }

  event(kind: string, message: string): void {
    const event = { trial: this.#trial, t_ns: monotonicNs(), kind, message };
    this.#writer.write(() => insertEvent(this.#study, event));
  }

  /** Writes `step` as one transaction, after everything before it; another program's lock is waited out. */
  write(step: () => void): void {
    this.#writer.write(step);
  }

  /** The result of a step that must be in the study before its caller goes on. @throws AuditError `study` */
  written<T>(step: () => T): Promise<T> {
    return this.#writer.written(step);
  }

  /** Everything up to now is in the file itself when this resolves. @throws AuditError `study` */
  async folded(): Promise<void> {
    this.#writer.fold();
    await this.#writer.settled();
  }

  #store(trial: number, batch: SampledBatch): void {
    insertSamples(this.#study, trial, batch);
    for (const sample of batch.samples)
      if (sample.flag === 'device_lost' && !this.#lost_device_noted.has(sample.source)) {
        this.#lost_device_noted.add(sample.source);
        this.event('device_lost', `source ${sample.source} was lost; the run continues without it`);
      }
  }

  #wasLocked(waited_ms: number): void {
    const seconds = (waited_ms / 1000).toFixed(1);
    if (waited_ms > NOTED_WAIT_MS)
      this.event(
        'study_locked',
        `another program had the study locked for ${seconds} s; the readings waited in memory`,
      );
    if (this.#dropped_readings > 0)
      this.event(
        'readings_dropped',
        `${this.#dropped_readings} readings are missing: they did not fit in memory while the study was locked`,
      );
    [this.#waiting_readings, this.#dropped_readings] = [0, 0];
  }
}

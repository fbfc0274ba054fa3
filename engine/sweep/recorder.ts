// Writes samples and events into the study file as they arrive, under the running trial.

import { insertEvent } from '../../db/events.ts';
import { insertSamples } from '../../db/samples.ts';
import { asWriteError, type StudyFile } from '../../db/study-file.ts';
import type { SampledBatch } from '../sampling/sampler.ts';
import { monotonicNs } from '../setup/clock.ts';

export const SAMPLER_BEHIND =
  'the power sampler did not answer in time: a driver call hangs, so readings are missing';

export class Recorder {
  readonly #study: StudyFile;
  #trial: number | null = null;
  #lost_device_noted = new Set<number>();

  /** Called once when the study can no longer be written; recording then stops. */
  readonly #onFault: (error: unknown) => void;
  #faulty = false;

  constructor(study: StudyFile, onFault: (error: unknown) => void) {
    this.#study = study;
    this.#onFault = onFault;
  }

  /** Assigns the following batches to this trial; null: to none, and only their events are kept. */
  follow(trial: number | null): void {
    this.#trial = trial;
  }

  batch(batch: SampledBatch): void {
    if (this.#faulty) return;
    try {
      for (const event of batch.events) insertEvent(this.#study, { ...event, trial: this.#trial });
      if (this.#trial !== null) this.#store(this.#trial, batch);
    } catch (error) {
      // Nobody awaits a batch, so an error such as a full disk goes to the owner of the run instead of crashing the process.
      this.#faulty = true;
      this.#onFault(asWriteError(this.#study.path, error));
    }
  }

  event(kind: string, message: string): void {
    insertEvent(this.#study, { trial: this.#trial, t_ns: monotonicNs(), kind, message });
  }

  #store(trial: number, batch: SampledBatch): void {
    insertSamples(this.#study, trial, batch);
    for (const sample of batch.samples)
      if (sample.flag === 'device_lost' && !this.#lost_device_noted.has(sample.source)) {
        this.#lost_device_noted.add(sample.source);
        this.event('device_lost', `source ${sample.source} was lost; the run continues without it`);
      }
  }
}

// Carries what is measured and said into the study file while it happens, under the trial that is running.

import { insertEvent } from '../db/events.ts';
import { insertSamples, type SampleBatch } from '../db/samples.ts';
import type { StudyFile } from '../db/study-file.ts';
import { monotonicNs } from './clock.ts';

export class Recorder {
  readonly #study: StudyFile;
  #trial: number | null = null;
  #lost_device_noted = new Set<number>();

  constructor(study: StudyFile) {
    this.#study = study;
  }

  /** From now on batches belong to this trial; null: to none, and they are not kept. */
  follow(trial: number | null): void {
    this.#trial = trial;
  }

  batch(batch: SampleBatch & { readonly missed_ticks: number }): void {
    if (this.#trial === null) return;
    insertSamples(this.#study, this.#trial, batch);
    if (batch.missed_ticks > 0)
      this.event('missed_ticks', `${batch.missed_ticks} sampling ticks were missed`);
    for (const sample of batch.samples)
      if (sample.flag === 'device_lost' && !this.#lost_device_noted.has(sample.source)) {
        this.#lost_device_noted.add(sample.source);
        this.event('device_lost', `source ${sample.source} was lost; the run goes on with what is left`);
      }
  }

  event(kind: string, message: string): void {
    insertEvent(this.#study, { trial: this.#trial, t_ns: monotonicNs(), kind, message });
  }
}

// Epochs as the trainer reported them.
import type { StudyFile } from './study-file.ts';

export interface StoredEpoch {
  readonly epoch: number;
  readonly t_begin_ns: number;
  readonly t_end_ns: number;
  readonly samples: number;
  readonly train_loss: number;
  readonly train_accuracy: number;
  readonly skipped_steps: number | null;
  readonly loss_scale: number | null;
}

export function insertEpoch(study: StudyFile, trial: number, epoch: StoredEpoch): void {
  study.db
    .prepare(
      `insert into epoch values (@trial, @epoch, @t_begin_ns, @t_end_ns, @samples, @train_loss, @train_accuracy,
         @skipped_steps, @loss_scale)`,
    )
    .run({ ...epoch, trial });
}

export function readEpochs(study: StudyFile, trial: number): StoredEpoch[] {
  return study.db
    .prepare(
      `select epoch, t_begin_ns, t_end_ns, samples, train_loss, train_accuracy, skipped_steps, loss_scale
       from epoch where trial = ? order by epoch`,
    )
    .all(trial) as StoredEpoch[];
}

// Epochs as the trainer reported them.
import { insertSql } from './insert.ts';
import { prepared } from './prepared.ts';
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

const COLUMNS = [
  'epoch',
  't_begin_ns',
  't_end_ns',
  'samples',
  'train_loss',
  'train_accuracy',
  'skipped_steps',
  'loss_scale',
] as const satisfies readonly (keyof StoredEpoch)[];

export function insertEpoch(study: StudyFile, trial: number, epoch: StoredEpoch): void {
  prepared(study, insertSql('epoch', ['trial', ...COLUMNS])).run({ ...epoch, trial });
}

export function readEpochs(study: StudyFile, trial: number): StoredEpoch[] {
  return study.db
    .prepare(`select ${COLUMNS.join(', ')} from epoch where trial = ? order by epoch`)
    .all(trial) as StoredEpoch[];
}

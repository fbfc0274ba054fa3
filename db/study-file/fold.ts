// Empties the write-ahead log into the file, so that the file alone holds everything.
import { statSync } from 'node:fs';
import type { StudyFile } from '../study-file.ts';
import { logOf } from './beside.ts';
import { goneFrom } from './gone.ts';
import { continueLog, sealLog } from './log-state.ts';

/**
 * Call between transactions, after every trial. False when a reader kept a part of the log from being moved; the next call
 * moves it. False also when the file is another one by now, which must not get our pages.
 * @throws SqliteError when the disk is full or another program has locked the study
 */
export function foldLog(study: StudyFile): boolean {
  const { db } = study;
  if (db.pragma('journal_mode', { simple: true }) !== 'wal') return true;
  if (goneFrom(study) !== null) return false;
  sealLog(db);
  const [done] = db.pragma('wal_checkpoint(truncate)') as { log: number; checkpointed: number }[];
  const is_complete = done !== undefined && done.log >= 0 && done.log === done.checkpointed;
  continueLog(db, is_complete);
  return is_complete;
}

/** Size of the log beside an open study, bytes; 0 without one. */
export const logSize = ({ path }: Pick<StudyFile, 'path'>): number =>
  statSync(logOf(path), { throwIfNoEntry: false })?.size ?? 0;

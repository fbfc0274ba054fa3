// Binds a write-ahead log to the file that it continues. SQLite lays the pages of any log over any file of the same name;
// a file put back beside a younger log would open as a mixture. docs/decisions/0012-a-log-names-its-file.md
import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';

/** The one row of `log_state`, which every log carries in its first transaction. */
export interface LogState {
  readonly writer: string | null;
  readonly step: number;
  readonly base_writer: string | null;
  readonly base_step: number;
}

/** Undefined in a study of an older schema. */
export const readLogState = (db: Database.Database): LogState | undefined =>
  db.prepare('select writer, step, base_writer, base_step from log_state').get() as LogState | undefined;

/** A writer of its own for this opening; its log continues the file as it is now. */
export function beginLog(db: Database.Database): void {
  db.prepare('update log_state set base_writer = writer, base_step = step, writer = ?, step = step + 1').run(
    randomUUID(),
  );
}

/** A new file is not the base of any log but its own. */
export function nameFile(db: Database.Database): void {
  db.prepare('update log_state set writer = ?').run(randomUUID());
}

/** The last entry before a checkpoint: a log without it is not the whole of what the file then holds. */
export function sealLog(db: Database.Database): void {
  db.prepare('update log_state set step = step + 1').run();
}

/** The first entry after a checkpoint; `is_complete` when it moved the whole log into the file. */
export function continueLog(db: Database.Database, is_complete: boolean): void {
  db.prepare(
    is_complete
      ? 'update log_state set base_writer = writer, base_step = step, step = step + 1'
      : 'update log_state set step = step + 1',
  ).run();
}

/**
 * True when a log goes on from the file: `alone` is the state in the file without its log, `together` the state with it.
 * A checkpoint that was cut short has moved a part of the log already.
 */
export function logContinues(alone: LogState, together: LogState): boolean {
  const { writer, step, base_writer, base_step } = together;
  if (alone.writer !== writer) return alone.writer === base_writer && alone.step === base_step;
  if (alone.step > step) return false;
  return base_writer !== writer || alone.step >= base_step;
}

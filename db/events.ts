// Unplanned events: errors, gaps, lost devices, aborts.
import { insertSql } from './insert.ts';
import { prepared } from './prepared.ts';
import type { StudyFile } from './study-file.ts';

export interface StoredEvent {
  readonly trial: number | null;
  readonly t_ns: number;
  readonly kind: string;
  readonly message: string;
}

export function insertEvent(study: StudyFile, event: StoredEvent): void {
  prepared(study, insertSql('event', ['trial', 't_ns', 'kind', 'message'])).run(event);
}

export function readEvents(study: StudyFile): StoredEvent[] {
  return study.db.prepare('select trial, t_ns, kind, message from event order by id').all() as StoredEvent[];
}

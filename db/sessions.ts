// The stretches of time in which one process each wrote the study.
import { MachineFacts } from '../core/machine/facts.ts';
import { insertSql } from './insert.ts';
import type { StudyFile } from './study-file.ts';

export interface StoredSession {
  /** From 1; the first began the study. */
  readonly id: number;
  readonly pid: number;
  readonly boot_id: string | null;
  readonly began_unix_ms: number;
  readonly began_t_ns: number;
  /** Null: killed, or still writing. */
  readonly ended_unix_ms: number | null;
  /** Null when what is stored cannot be read as facts. */
  readonly facts: MachineFacts | null;
}

export function insertSession(
  study: StudyFile,
  { facts, ...session }: Omit<StoredSession, 'ended_unix_ms' | 'facts'> & { readonly facts: MachineFacts },
): void {
  study.db
    .prepare(insertSql('session', ['id', 'pid', 'boot_id', 'began_unix_ms', 'began_t_ns', 'machine_json']))
    .run({ ...session, machine_json: JSON.stringify(facts) });
}

type Row = Omit<StoredSession, 'facts'> & { readonly machine_json: string };

/** In the order of time; a study from before schema 7 has none until it is resumed. */
export function readSessions(study: StudyFile): StoredSession[] {
  const rows = study.db
    .prepare(
      'select id, pid, boot_id, began_unix_ms, began_t_ns, ended_unix_ms, machine_json from session order by id',
    )
    .all() as Row[];
  return rows.map(({ machine_json, ...session }) => ({ ...session, facts: factsIn(machine_json) }));
}

function factsIn(text: string): MachineFacts | null {
  try {
    return MachineFacts.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The last moment before `unix_ms` at which the study was certainly being written; null for none. */
export const lastSign = (study: StudyFile, unix_ms: number): number | null =>
  study.db
    .prepare(
      `select max(unix_ms) from (
         select max(unix_ms) as unix_ms from anchor where unix_ms < @unix_ms
         union all select max(ended_unix_ms) from trial where ended_unix_ms < @unix_ms
         union all select max(ended_unix_ms) from session where ended_unix_ms < @unix_ms)`,
    )
    .pluck()
    .get({ unix_ms }) as number | null;

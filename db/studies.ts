// The study's own row: what was planned, by which version, and how it ended.
import type { StudyFile } from './study-file.ts';

export interface StudyRow {
  readonly name: string;
  readonly kind: 'sweep' | 'record';
  readonly state: 'running' | 'done' | 'aborted' | 'failed';
  readonly created_unix_ms: number;
  readonly ended_unix_ms: number | null;
  readonly owner_pid: number | null;
  readonly design_json: string | null;
  readonly command_json: string | null;
  readonly exit_code: number | null;
  readonly settings_json: string;
  readonly app_version: string;
}

export function insertStudy(study: StudyFile, row: StudyRow): void {
  study.db
    .prepare(
      `insert into study values (1, @name, @kind, @state, @created_unix_ms, @ended_unix_ms, @owner_pid,
       @design_json, @command_json, @exit_code, @settings_json, @app_version)`,
    )
    .run(row);
}

/** The row; undefined in a file whose writer died before its first commit. */
export function readStudy(study: StudyFile): StudyRow | undefined {
  return study.db.prepare('select * from study').get() as StudyRow | undefined;
}

export function endStudy(
  study: StudyFile,
  end: { state: StudyRow['state']; ended_unix_ms: number; exit_code: number | null },
): void {
  study.db
    .prepare(
      'update study set state = @state, ended_unix_ms = @ended_unix_ms, exit_code = @exit_code, owner_pid = null',
    )
    .run(end);
}

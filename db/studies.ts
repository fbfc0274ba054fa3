// The study's own row: its plan, the version that wrote it, and how it ended.
import type { EndState, StudyState } from '../core/study/state.ts';
import { linkEnd } from './chain/closing.ts';
import { insertSql } from './insert.ts';
import type { StudyFile } from './study-file.ts';

/** The process that writes a study; all null once it is closed, the last two also in a study from before schema 7. */
export interface StudyOwner {
  readonly owner_pid: number | null;
  /** In the system's own unit; null where it does not tell. */
  readonly owner_started: string | null;
  readonly owner_boot_id: string | null;
}

export interface StudyRow extends StudyOwner {
  /** Random, made with the study; null in one from before schema 7. */
  readonly uuid: string | null;
  readonly name: string;
  readonly kind: 'sweep' | 'record';
  readonly state: StudyState;
  readonly created_unix_ms: number;
  readonly ended_unix_ms: number | null;
  readonly design_json: string | null;
  readonly command_json: string | null;
  readonly exit_code: number | null;
  readonly settings_json: string;
  readonly app_version: string;
}

const COLUMNS = [
  'uuid',
  'name',
  'kind',
  'state',
  'created_unix_ms',
  'ended_unix_ms',
  'owner_pid',
  'owner_started',
  'owner_boot_id',
  'design_json',
  'command_json',
  'exit_code',
  'settings_json',
  'app_version',
] as const satisfies readonly (keyof StudyRow)[];

export function insertStudy(study: StudyFile, row: StudyRow): void {
  study.db.prepare(insertSql('study', ['id', ...COLUMNS])).run({ ...row, id: 1 });
}

/** The row; undefined in a file whose writer died before its first commit. */
export function readStudy(study: StudyFile): StudyRow | undefined {
  return study.db.prepare('select * from study').get() as StudyRow | undefined;
}

const NO_OWNER = 'owner_pid = null, owner_started = null, owner_boot_id = null';

export function endStudy(
  study: StudyFile,
  end: { state: EndState; ended_unix_ms: number; exit_code: number | null },
): void {
  study.db.transaction(() => {
    study.db
      .prepare(
        `update study set state = @state, ended_unix_ms = @ended_unix_ms, exit_code = @exit_code, ${NO_OWNER}`,
      )
      .run(end);
    study.db
      .prepare('update session set ended_unix_ms = ? where id = (select max(id) from session)')
      .run(end.ended_unix_ms);
    linkEnd(study);
  })();
}

/** Makes a process the owner of a study that it goes on with. */
export function claimStudy(study: StudyFile, owner: StudyOwner): void {
  study.db
    .prepare(
      `update study set state = 'running', ended_unix_ms = null, owner_pid = @owner_pid,
         owner_started = @owner_started, owner_boot_id = @owner_boot_id`,
    )
    .run(owner);
}

/** Leaves a study as it is, without an owner: its program goes on after it could not end it. */
export function releaseStudy(study: StudyFile): void {
  study.db.prepare(`update study set ${NO_OWNER}`).run();
}

// Gives a salvaged study what every study needs: its own row, an identity, and a row for each trial of its design.
import { randomUUID } from 'node:crypto';
import type { PlannedTrial } from '../../core/design/design.ts';
import { insertSql } from '../insert.ts';
import type { StudyFile } from '../study-file.ts';

/** A new identity and no owner: this is another file than the damaged one, and nobody writes it. */
export function takeOver({ db }: StudyFile): void {
  db.prepare('update study set uuid = ?, owner_pid = null, owner_started = null, owner_boot_id = null').run(
    randomUUID(),
  );
}

/** The row of the study when it is lost; true when it was made. */
export function replaceHead(
  { db }: StudyFile,
  head: { name: string; settings_json: string; app_version: string; now_unix_ms: number },
): boolean {
  if (db.prepare('select 1 from study').get() !== undefined) return false;
  const kind = db.prepare(`select 1 from phase where name = 'command' limit 1`).get() ? 'record' : 'sweep';
  const began = db.prepare('select min(started_unix_ms) from trial').pluck().get() as number | null;
  db.prepare(
    insertSql('study', [
      'id',
      'name',
      'kind',
      'state',
      'created_unix_ms',
      'ended_unix_ms',
      'settings_json',
      'app_version',
    ]),
  ).run({
    id: 1,
    name: head.name,
    kind,
    state: 'failed',
    created_unix_ms: began ?? head.now_unix_ms,
    ended_unix_ms: head.now_unix_ms,
    settings_json: head.settings_json,
    app_version: head.app_version,
  });
  return true;
}

/** Rows of planned trials that are lost, as failed trials, so that no test takes them up. Returns how many. */
export function replaceTrials({ db }: StudyFile, planned: readonly PlannedTrial[]): number {
  const insert = db.prepare(
    insertSql('trial', ['id', 'block', 'replicate', 'seed', 'levels_json', 'state', 'message'], 'ignore'),
  );
  return planned.reduce((made, { order: id, block, replicate, seed, levels }) => {
    const levels_json = JSON.stringify(
      Object.fromEntries(Object.entries(levels).map(([name, level]) => [name, String(level)])),
    );
    const message = 'its result could not be read from the damaged file';
    return made + insert.run({ id, block, replicate, seed, levels_json, state: 'failed', message }).changes;
  }, 0);
}

/** Rows for trials that only their samples, phases or energies tell of, since design and plan are lost. Returns how many. */
export function replaceUnknownTrials({ db }: StudyFile): number {
  return db
    .prepare(
      `insert into trial (id, block, replicate, seed, levels_json, state, message)
       select trial, 1, trial, 0, '{}', 'failed', 'its plan and its result could not be read from the damaged file'
       from (select trial from sample union select trial from phase union select trial from energy)
       where trial > 0 and trial not in (select id from trial)`,
    )
    .run().changes;
}

/**
 * Rows for power sources that are lost, so that their samples stay. Their domain is in no total, since nothing says what
 * they measured. Returns how many.
 */
export function replaceSources({ db }: StudyFile): number {
  return db
    .prepare(
      `insert into source (id, source_id, device, domain, kind, method)
       select source, 'lost:' || source, 'not readable', 'unknown', 'modelled', 'its description could not be read from the damaged file'
       from (select source from sample union select source from energy)
       where source > 0 and source not in (select id from source)`,
    )
    .run().changes;
}

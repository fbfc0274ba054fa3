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

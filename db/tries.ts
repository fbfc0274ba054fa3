// Tries: trials that were interrupted and run again. A try keeps what was recorded under a number of its own.
import type { StudyFile } from './study-file.ts';

/** Tables with rows of a trial, besides `exclusion`, which only a finished one has. */
const TABLES_OF_TRIALS = [
  'phase',
  'sample',
  'gpu_state',
  'gpu_process',
  'condition',
  'epoch',
  'energy',
  'wall_reading',
  'event',
] as const;
/** The columns of a plan, which the trial keeps. */
const PLANNED = ['id', 'block', 'replicate', 'seed', 'levels_json'];

/**
 * Moves everything recorded of a trial to a number of its own, and makes the trial a planned one again. Returns the try's
 * number. Call it in the transaction that closes the try.
 */
export function setAside(study: StudyFile, trial: number): number {
  const { db } = study;
  const columns = (db.pragma('table_info(trial)') as { name: string }[]).map(({ name }) => name);
  const as_try = (db.prepare('select max(id) + 1 from trial').pluck().get() as number) ?? 1;
  const own: Readonly<Record<string, string>> = { id: '@as_try', retry: '@trial' };
  db.prepare(
    `insert into trial (${columns.join(', ')}) select ${columns.map((name) => own[name] ?? name).join(', ')} from trial where id = @trial`,
  ).run({ trial, as_try });
  for (const table of TABLES_OF_TRIALS)
    db.prepare(`update ${table} set trial = @as_try where trial = @trial`).run({ trial, as_try });
  const cleared = columns.filter((name) => ![...PLANNED, 'state', 'flags_json'].includes(name));
  db.prepare(
    `update trial set state = 'planned', flags_json = '[]', ${cleared.map((name) => `${name} = null`).join(', ')} where id = ?`,
  ).run(trial);
  return as_try;
}

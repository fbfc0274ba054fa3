// A study with random values in random places: its view, its trials and its report answer or refuse in words.
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { writeReport } from '../../engine/report/write-report.ts';
import { viewStudy } from '../../engine/study/study-view.ts';
import { viewTrial } from '../../engine/study/trial-view.ts';
import { below, damagedText, pick } from './damage.ts';
import { type FuzzTarget, fuzzFolder, fuzzing } from './target.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/first-try.wattproof', import.meta.url));
const VALUES = [
  null,
  0,
  -1,
  1e308,
  -1e308,
  1e-308,
  2 ** 53,
  '',
  'x',
  '=1+1',
  '\u001b[31m',
  '{}',
  '[]',
  '[null]',
  '{"a":1}',
  'null',
  Buffer.from([0, 255]),
];

type Step = (db: Database.Database) => void;
let paths: { readonly good: string; readonly bad: string; readonly report: string } | null = null;

export const target: FuzzTarget<readonly Step[]> = {
  make(random) {
    return Array.from({ length: 1 + below(random, 3) }, () => {
      const [of_table, of_column, of_row] = [random(), random(), random()];
      const [value, damages, seed] = [pick(random, VALUES), random() < 0.5, random()];
      return (db) => change(db, { of_table, of_column, of_row, value, damages, seed });
    });
  },
  async feed(steps) {
    paths ??= prepare();
    const { good, bad, report } = paths;
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${bad}${end}`, { force: true });
    copyFileSync(good, bad);
    const db = new Database(bad);
    for (const step of steps) step(db);
    db.close();
    const view = viewStudy(bad, { settings: DEFAULT_SETTINGS });
    JSON.stringify(view);
    const [first] = view.trials;
    if (first) viewTrial(bad, first.trial, null);
    await writeReport(bad, report, { settings: DEFAULT_SETTINGS, override_carbon: false });
  },
};

function prepare(): NonNullable<typeof paths> {
  const folder = fuzzFolder();
  const at = (name: string): string => join(folder, name);
  copyFileSync(EXAMPLE, at('good.wattproof'));
  closeStudyFile(openStudyFile(at('good.wattproof'), 'write'));
  return { good: at('good.wattproof'), bad: at('bad.wattproof'), report: at('report.html') };
}

/** Puts a value, or the damaged text of what stood there, into one cell. */
function change(
  db: Database.Database,
  chosen: {
    readonly of_table: number;
    readonly of_column: number;
    readonly of_row: number;
    readonly value: unknown;
    readonly damages: boolean;
    readonly seed: number;
  },
): void {
  const nth = <T>(list: readonly T[], of: number): T | undefined => list[Math.floor(of * list.length)];
  const tables = db
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name`)
    .pluck()
    .all() as string[];
  const filled = tables.filter((name) => db.prepare(`select count(*) from ${name}`).pluck().get() !== 0);
  const table = nth(filled, chosen.of_table);
  if (table === undefined) return;
  const column = nth(db.pragma(`table_info(${table})`) as { name: string }[], chosen.of_column)?.name;
  const keys = db.pragma(`table_info(${table})`) as { name: string; pk: number }[];
  const key = keys.filter(({ pk }) => pk > 0).map(({ name }) => name);
  const rows = db.prepare(`select * from ${table}`).all() as Record<string, unknown>[];
  const row = nth(rows, chosen.of_row);
  if (row === undefined || column === undefined || key.length === 0) return;
  let state = Math.floor(chosen.seed * 2 ** 32);
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const old = row[column];
  const value = chosen.damages && typeof old === 'string' ? damagedText(old, random) : chosen.value;
  try {
    db.pragma('foreign_keys = off');
    db.prepare(
      `update ${table} set ${column} = ? where ${key.map((name) => `${name} is ?`).join(' and ')}`,
    ).run(value, ...key.map((name) => row[name]));
  } catch (error) {
    // A constraint of the schema refused the value, so there is nothing to try.
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}
export const attack = fuzzing(import.meta.url);

// One value of one row of a study changed with an SQLite tool: equal numbers, a doubt, or refused in one line. And what
// analyze passes over, verify finds.
import Database from 'better-sqlite3';
import { verifyStudy } from '../../engine/integrity/verify.ts';
import { type AttackOptions, type AttackResult, randomOf } from './attack.ts';
import { copies, goodNumbers, harmOf } from './recorded-study.ts';

/** Remarks, clocks and the program that writes; no number follows from them, and no link covers them. */
const UNCOVERED = new Set([
  'event',
  'anchor',
  'session',
  'log_state',
  'study.owner_pid',
  'study.owner_started',
  'study.owner_boot_id',
]);

export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const random = randomOf(seed);
  const { fresh, remove } = await copies();
  const lost: string[] = [];
  try {
    const numbers = goodNumbers(fresh());
    for (let n = 0; n < count; n++) {
      const path = fresh();
      const change = alter(path, random);
      const harm = harmOf(path, numbers) ?? (await overlooked(path, change));
      if (harm !== null) lost.push(`${change.words}: ${harm}`);
    }
  } finally {
    remove();
  }
  return { injected: count, survived: count - lost.length, lost };
}

interface Change {
  readonly table: string;
  readonly column: string;
  readonly words: string;
}

async function overlooked(path: string, { table, column }: Change): Promise<string | null> {
  if (UNCOVERED.has(table) || UNCOVERED.has(`${table}.${column}`)) return null;
  return verifyStudy(path).ok ? 'verify found nothing' : null;
}

/** Changes a value that the schema accepts; every table is as likely as every other. */
function alter(path: string, random: () => number): Change {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const db = new Database(path);
  try {
    db.pragma('foreign_keys = off');
    const tables = (
      db
        .prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite%'`)
        .pluck()
        .all() as string[]
    ).filter((name) => db.prepare(`select 1 from ${name} limit 1`).get() !== undefined);
    for (;;) {
      const table = pick(tables);
      const columns = db.pragma(`table_info(${table})`) as { name: string; type: string }[];
      const { name: column, type } = pick(columns);
      const rows = db.prepare(`select * from ${table}`).all() as Record<string, unknown>[];
      const row = pick(rows);
      const before = row[column];
      const after = another(before, type.toLowerCase(), random);
      if (after === undefined || after === before) continue;
      const where = columns.map(({ name }) => `${name} is @${name}`).join(' and ');
      try {
        const { changes } = db
          .prepare(`update ${table} set ${column} = @new_value where ${where}`)
          .run({ ...row, new_value: after });
        if (changes === 1)
          return { table, column, words: `${table}.${column} from ${shown(before)} to ${shown(after)}` };
      } catch (error) {
        // the schema itself refuses this value
        if (!(error instanceof Database.SqliteError)) throw error;
      }
    }
  } finally {
    db.close();
  }
}

const shown = (value: unknown): string => String(value).slice(0, 40);

function another(value: unknown, type: string, random: () => number): unknown {
  const way = random();
  if (type === 'real') {
    if (typeof value !== 'number') return random() * 100;
    if (way < 0.2) return -value;
    return way < 0.6 ? value * (0.8 + 0.4 * random()) : value * 1000;
  }
  if (type === 'integer') {
    if (typeof value !== 'number') return Math.floor(random() * 1e6);
    return way < 0.3 ? -value : value + 1 + Math.floor(random() * 1000);
  }
  if (typeof value !== 'string') return 'a text';
  if (way < 0.2) return '';
  if (way < 0.4) return `${value} more`;
  const at = Math.floor(random() * value.length);
  return `${value.slice(0, at)}${String.fromCharCode(97 + Math.floor(random() * 26))}${value.slice(at + 1)}`;
}

// Brings the readable rows of a damaged study into a new one.
import { type Link, readParts } from '../chain/links.ts';
import { insertSql } from '../insert.ts';
import type { StudyFile } from '../study-file.ts';
import type { StoredRow } from './btree-page.ts';
import { logBeside } from './log-beside.ts';
import { PageFile } from './page-file.ts';
import { Scan } from './scan.ts';
import { type TableShape, tableShapes } from './table-shapes.ts';

export interface BroughtTable {
  readonly table: string;
  readonly rows: number;
  /** Rows that are known to be missing. */
  readonly lost: number;
}

export interface Brought {
  /** Tables that have rows, or lost some. */
  readonly tables: readonly BroughtTable[];
  /** Pages whose contents are not known, in a file that should have so many. */
  readonly lost_pages: number;
  readonly pages: number;
  /** A sentence on what of the log beside the file was not read; null when all of it was, or there is none. */
  readonly log_left_out: string | null;
}

const BATCH_ROWS = 20_000;
const MOST_ROUNDS = 5;
/** The chain is made anew, and the number of rows in its links tells what is missing. */
const CHAIN = 'chain';
/** Parts of a link whose rows are rows of the table of the same name. */
const COUNTED = [
  'phase',
  'epoch',
  'energy',
  'condition',
  'wall_reading',
  'sample',
  'gpu_state',
  'gpu_process',
];
const COUNTED_ONCE = ['machine', 'source', 'factor', 'carbon', 'study'];

/**
 * @param study just created, without rows
 * @param complete makes the rows that others need to be there, before those without a trial or source are removed
 */
export function bringOver(damaged_path: string, study: StudyFile, complete: () => void): Brought {
  const { log, left_out: log_left_out } = logBeside(damaged_path);
  const file = new PageFile(damaged_path, log);
  try {
    study.db.pragma('foreign_keys = off');
    const scan = new Scan(file, tableShapes());
    const insert = new Inserter(study);
    for (const { shape, rows } of scan.rows()) for (const row of rows) insert.add(shape, row);
    insert.flush();
    if (file.schema < 6)
      study.db.exec(`update source set is_constant = 1 where kind = 'modelled' and method like 'constant%'`);
    const { unreadable, lost_pages } = scan.counts;
    complete();
    const orphans = withoutParents(study);
    // An energy of a phase that is not there has lost its meaning; from the samples it can be computed again.
    const strays = study.db
      .prepare('delete from energy where (trial, phase) not in (select trial, name from phase)')
      .run().changes;
    if (strays > 0) count(orphans, 'energy', strays);
    study.db.pragma('foreign_keys = on');
    const expected = expectedRows(insert.links);
    const names = new Set([
      ...insert.brought.keys(),
      ...unreadable.keys(),
      ...expected.keys(),
      ...orphans.keys(),
    ]);
    const tables = [...names]
      .filter((table) => table !== CHAIN)
      .map((table) => {
        const rows = (insert.brought.get(table) ?? 0) - (orphans.get(table) ?? 0);
        const seen_lost =
          (unreadable.get(table) ?? 0) + (insert.refused.get(table) ?? 0) + (orphans.get(table) ?? 0);
        return { table, rows, lost: Math.max(seen_lost, (expected.get(table) ?? 0) - rows, 0) };
      })
      .filter(({ rows, lost }) => rows > 0 || lost > 0)
      .sort((a, b) => a.table.localeCompare(b.table));
    return { tables, lost_pages, pages: file.expected_pages, log_left_out };
  } finally {
    file.close();
  }
}

class Inserter {
  readonly brought = new Map<string, number>();
  readonly refused = new Map<string, number>();
  readonly links: Pick<Link, 'subject' | 'subject_id' | 'parts'>[] = [];
  readonly #study: StudyFile;
  #waiting: { shape: TableShape; row: StoredRow }[] = [];

  constructor(study: StudyFile) {
    this.#study = study;
  }

  add(shape: TableShape, row: StoredRow): void {
    if (shape.name === CHAIN) {
      const [, subject, subject_id, parts] = row.values;
      this.links.push({ subject, subject_id, parts } as Link);
      return;
    }
    this.#waiting.push({ shape, row });
    if (this.#waiting.length >= BATCH_ROWS) this.flush();
  }

  flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#study.db.transaction(() => {
      for (const { shape, row } of waiting) this.#insert(shape, row);
    })();
  }

  /** A row that the table refuses holds values that no study has; a second one with the same key is an old copy. */
  #insert(shape: TableShape, { rowid, values }: StoredRow): void {
    const { name, columns, rowid_column } = shape;
    const names = columns.slice(0, values.length).map((column) => column.name);
    const sql = insertSql(name, names, 'ignore');
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#study.db.prepare(sql.replace('insert or ignore', 'insert'));
      this.#statements.set(sql, statement);
    }
    const row = Object.fromEntries(
      names.map((column, index) => [column, index === rowid_column ? rowid : values[index]]),
    );
    try {
      statement.run(row);
      count(this.brought, name);
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (!code.startsWith('SQLITE_CONSTRAINT') && !code.startsWith('SQLITE_MISMATCH')) throw error;
      if (!/PRIMARYKEY|UNIQUE|ROWID/.test(code)) count(this.refused, name);
    }
  }

  readonly #statements = new Map<string, ReturnType<StudyFile['db']['prepare']>>();
}

const count = (counts: Map<string, number>, table: string, n = 1): void =>
  void counts.set(table, (counts.get(table) ?? 0) + n);

/** Removes rows whose trial or source is lost, since nothing says what they are of. Returns how many, by table. */
function withoutParents({ db }: StudyFile): Map<string, number> {
  const removed = new Map<string, number>();
  // A row that refers to a removed one is found by the next round.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = db.pragma('foreign_key_check') as { table: string; parent: string }[];
    const pairs = new Set(found.map(({ table, parent }) => `${table} ${parent}`));
    if (pairs.size === 0) return removed;
    for (const pair of pairs) {
      const [table = '', parent = ''] = pair.split(' ');
      const keys = (db.pragma(`foreign_key_list(${table})`) as { table: string; from: string }[]).filter(
        (key) => key.table === parent,
      );
      for (const { from } of keys) {
        const absent = `${from} is not null and ${from} not in (select id from ${parent})`;
        // A trial without its session is still a trial.
        if (table === 'trial') db.exec(`update trial set ${from} = null where ${absent}`);
        else count(removed, table, db.prepare(`delete from ${table} where ${absent}`).run().changes);
      }
    }
  }
  return removed;
}

/** Rows that the links of the chain say there were: the last link of each trial, and that of the design. */
function expectedRows(links: readonly Pick<Link, 'subject' | 'subject_id' | 'parts'>[]): Map<string, number> {
  const expected = new Map<string, number>();
  const last = new Map(links.map((link) => [`${link.subject} ${link.subject_id}`, link]));
  for (const { subject, parts } of last.values())
    for (const { name, rows } of readParts(parts)) {
      if (subject === 'trial' && COUNTED.includes(name)) count(expected, name, rows);
      else if (subject === 'design' && COUNTED_ONCE.includes(name)) count(expected, name, rows);
      else if (subject === 'design' && name === 'plan') count(expected, 'trial', rows);
    }
  return expected;
}

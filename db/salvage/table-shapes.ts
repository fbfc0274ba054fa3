// The tables of a study as their rows are stored, to recognise rows whose page no longer says which table it is of.
import Database from 'better-sqlite3';
import { MIGRATIONS } from '../migrations/index.ts';
import type { StoredRow } from './btree-page.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly is_required: boolean;
}

export interface TableShape {
  readonly name: string;
  readonly has_rowid: boolean;
  /** In the order of storage. */
  readonly columns: readonly Column[];
  /** Columns of the first version that had the table: rows of that time have no more. */
  readonly least_columns: number;
  /** Index of the column that is the rowid; null where none is. */
  readonly rowid_column: number | null;
}

/** Made by the file itself, or of no use without its log and its chain. */
const NOT_BROUGHT: ReadonlySet<string> = new Set(['log_state']);

/** The tables of the newest schema. */
export function tableShapes(): TableShape[] {
  const db = new Database(':memory:');
  const least = new Map<string, number>();
  try {
    for (const sql of MIGRATIONS) {
      db.exec(sql);
      for (const { name, ncol } of tablesOf(db)) if (!least.has(name)) least.set(name, ncol);
    }
    return tablesOf(db)
      .filter(({ name }) => !NOT_BROUGHT.has(name))
      .map(({ name, wr }) => {
        const columns = db.pragma(`table_info(${name})`) as {
          name: string;
          type: string;
          notnull: number;
          pk: number;
        }[];
        const keys = columns.filter(({ pk }) => pk > 0);
        const [key] = keys;
        const is_alias = wr === 0 && keys.length === 1 && key?.type.toLowerCase() === 'integer';
        const stored =
          wr === 1
            ? [...keys.toSorted((a, b) => a.pk - b.pk), ...columns.filter(({ pk }) => pk === 0)]
            : columns;
        return {
          name,
          has_rowid: wr === 0,
          columns: stored.map((column) => ({
            name: column.name,
            type: column.type.toLowerCase(),
            is_required: column.notnull === 1 || column.pk > 0,
          })),
          least_columns: least.get(name) ?? columns.length,
          rowid_column: is_alias ? columns.findIndex(({ pk }) => pk > 0) : null,
        };
      });
  } finally {
    db.close();
  }
}

const tablesOf = (db: Database.Database): { name: string; ncol: number; wr: number }[] =>
  (
    db.pragma('table_list') as { schema: string; name: string; type: string; ncol: number; wr: number }[]
  ).filter(({ schema, name, type }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_'));

/** True when a row may be one of the table's: number and types of its values. */
export function fits(row: StoredRow, shape: TableShape): boolean {
  const { values, rowid } = row;
  if ((rowid !== null) !== shape.has_rowid) return false;
  if (values.length < shape.least_columns || values.length > shape.columns.length) return false;
  return values.every((value, index) => {
    const column = shape.columns[index];
    if (column === undefined) return false;
    if (index === shape.rowid_column) return value === null;
    if (value === null) return !column.is_required;
    if (column.type === 'text') return typeof value === 'string';
    if (column.type === 'integer') return typeof value === 'bigint' || Number.isInteger(value);
    return typeof value === 'number';
  });
}

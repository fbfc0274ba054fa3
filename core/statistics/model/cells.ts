// Sorts the rows of a tidy table into the cells of its design, and rejects tables where that is impossible.

import { AuditError } from '../../errors.ts';
import type { Levels } from '../analysis.ts';
import { naturallySorted } from '../descriptives/natural-order.ts';
import type { TidyTable } from '../tidy-table.ts';
import { requireTable } from './require-table.ts';

/** More levels than this is a measurement, not a factor. */
const MOST_LEVELS = 60;

export interface FactorLevels {
  readonly name: string;
  /** In the requested order, else in natural order. */
  readonly levels: readonly string[];
}

/** All observations of one combination of levels; only combinations with at least one row exist. */
export interface Cell {
  readonly levels: Levels;
  /** Index of each factor's level, in the order of the factors. */
  readonly codes: readonly number[];
  readonly values: readonly number[];
}

export interface CellTable {
  readonly factors: readonly FactorLevels[];
  /** First factor slowest, last factor fastest. */
  readonly cells: readonly Cell[];
}

/**
 * The cells of `table`. `order` lists levels of a factor in the desired order; levels not listed come last. Throws
 * AuditError('analysis') for a table that requireTable rejects, a factor of more than 60 levels or a row without a
 * level.
 */
export function sortIntoCells(
  table: TidyTable,
  order: Readonly<Record<string, readonly string[]>> = {},
): CellTable {
  const { factors: names, rows } = table;
  requireTable(table);

  // Rows that share one levels object, as in a parsed file, are sorted together without building a key for each.
  const of_levels = new Map<Levels, number[]>();
  rows.forEach(({ levels, value }, i) => {
    const values = of_levels.get(levels);
    if (values) values.push(value);
    else {
      const missing = names.find((name) => levels[name] === undefined);
      if (missing !== undefined) throw refuse(`a level of ${missing} in row ${i + 1}, got none`);
      of_levels.set(levels, [value]);
    }
  });

  const factors = names.map((name) => ({
    name,
    levels: levelsOf(
      of_levels.keys(),
      name,
      Object.hasOwn(order, name) ? (order[name] as readonly string[]) : [],
    ),
  }));
  const codeOf = factors.map(({ levels }) => new Map(levels.map((level, code) => [level, code])));
  const cells = new Map<string, { levels: Levels; codes: number[]; values: number[] }>();
  for (const [levels, values] of of_levels) {
    const codes = names.map(
      (name, f) => (codeOf[f] as Map<string, number>).get(levels[name] as string) as number,
    );
    const key = codes.join();
    const cell = cells.get(key);
    if (cell) for (const value of values) cell.values.push(value);
    else {
      const own = Object.fromEntries(names.map((name) => [name, levels[name] as string]));
      cells.set(key, { levels: own, codes, values });
    }
  }
  return { factors, cells: [...cells.values()].sort((a, b) => byCodes(a.codes, b.codes)) };
}

function levelsOf(combinations: Iterable<Levels>, name: string, wanted: readonly string[]): string[] {
  const found = new Set<string>();
  for (const levels of combinations) found.add(levels[name] as string);
  if (found.size > MOST_LEVELS)
    throw refuse(
      `factors of at most ${MOST_LEVELS} levels, ${name} has ${found.size}: use a measurement as a covariate`,
    );
  const rank = (level: string): number => (wanted.includes(level) ? wanted.indexOf(level) : wanted.length);
  return naturallySorted(found).sort((a, b) => rank(a) - rank(b));
}

const byCodes = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((code, i) => code !== b[i]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
};

const refuse = (text: string): AuditError => new AuditError('analysis', `The analysis needs ${text}.`);

// Turns any program's CSV file into a tidy table, and names the line and column of whatever is wrong.

import { AuditError } from '../errors.ts';
import type { TidyRow, TidyTable } from '../statistics/tidy-table.ts';
import { Combinations } from './combinations.ts';
import { csvTable } from './csv-rows.ts';
import { parseNumber } from './parse-number.ts';

/** The requested columns. */
export interface TidySpec {
  readonly response: string;
  readonly factors: readonly string[];
  /** Additive in the ANOVA: a day, a machine. */
  readonly block?: string;
  /** Numbers, linear in the ANOVA: a temperature. */
  readonly covariates?: readonly string[];
}

/** Response cells that mean "not measured"; any other text that is no number is an error. */
const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null']);

/** Upper limit of a table: analysing this many rows takes seconds and a few hundred MiB. */
export const MOST_ROWS = 1_000_000;
/** Characters of a level, which appears in names of groups and comparisons. */
const LONGEST_LEVEL = 1000;

/**
 * The tidy table of the requested columns: the first line names the columns, then one observation per line. `text` is
 * whole or in chunks cut anywhere. Comma, semicolon, tab or bar between cells, quoted or not, with or without
 * byte-order mark, any line ends; a comma as the decimal mark is understood where the separator is another. Blank lines
 * are skipped.
 *
 * A row whose response is missing (empty, NA, N/A, NaN, null) is excluded and counted in `dropped`. An empty factor
 * cell, a response that is no finite number, a row with too few or too many cells, a missing or doubled column, more than
 * MOST_ROWS rows are AuditError('input') that name line and column; a response among the factors is AuditError('usage').
 */
export function parseTidyCsv(text: string | Iterable<string>, spec: TidySpec): TidyTable {
  const chunks = (typeof text === 'string' ? [text] : text)[Symbol.iterator]();
  try {
    return tidyTable(chunks, spec);
  } finally {
    chunks.return?.();
  }
}

function tidyTable(chunks: Iterator<string>, spec: TidySpec): TidyTable {
  const { response, factors, block, covariates = [] } = spec;
  const beside = [...(block === undefined ? [] : [block]), ...covariates];
  requireDistinct(response, [...factors, ...beside]);
  const table = csvTable(chunks, [response, ...factors, ...beside]);
  const { header, separator } = table;
  const block_at = block === undefined ? null : columnOf(header, block);
  const covariates_at = covariates.map((name) => columnOf(header, name));
  const response_at = columnOf(header, response);
  const factors_at = factors.map((name) => columnOf(header, name));
  const asked = [response_at, ...factors_at, ...covariates_at, ...(block_at === null ? [] : [block_at])];
  const decimal_comma = separator !== ',';

  const rows: TidyRow[] = [];
  const combinations = new Combinations(factors);
  const blocks = new Map<string, string>();
  let dropped = 0;
  for (const row of table.rows(asked)) {
    const { cells, line } = row;
    // Beyond a short row, `cells` still holds those of an earlier one.
    const raw = response_at < row.count ? (cells[response_at] as string).trim() : '';
    if (raw === '' && row.all().every((cell) => cell.trim() === '')) continue;
    if (row.count !== header.length)
      throw refuse(`Line ${line}: expected ${header.length} cells as in the header, got ${row.count}`);
    const placeOf = (at: number): string =>
      `Line ${line}, column ${at + 1} (${shorten(header[at] as string)})`;
    const long = factors_at.find((at) => (cells[at] as string).length > LONGEST_LEVEL);
    if (long !== undefined)
      throw refuse(
        `${placeOf(long)}: expected a level of at most ${LONGEST_LEVEL} characters, got ${(cells[long] as string).length}`,
      );
    const levels = combinations.of(cells, factors_at);
    if (levels === null) {
      const empty = factors_at.find((at) => (cells[at] as string).trim() === '') as number;
      throw refuse(`${placeOf(empty)}: expected a level, but the cell is empty`);
    }
    if (rows.length + dropped >= MOST_ROWS)
      throw refuse(
        `Expected at most ${MOST_ROWS} rows of data, but the file has more: keep fewer, or average groups of them first`,
      );
    if (MISSING.has(raw.toLowerCase())) {
      dropped += 1;
      continue;
    }
    const numberAt = (at: number): number => {
      const cell = (cells[at] as string).trim();
      const value = parseNumber(cell, decimal_comma);
      if (value !== null) return value;
      throw refuse(`${placeOf(at)}: expected a number, got "${shorten(cell)}"`);
    };
    const value = numberAt(response_at);
    if (block_at === null && covariates_at.length === 0) {
      rows.push({ levels, value });
      continue;
    }
    const its_block = block_at === null ? null : (cells[block_at] as string).trim();
    if (its_block === '')
      throw refuse(`${placeOf(block_at as number)}: expected a block, but the cell is empty`);
    rows.push({
      levels,
      value,
      ...(its_block === null ? {} : { block: shared(blocks, its_block) }),
      ...(covariates.length === 0 ? {} : { covariates: covariates_at.map(numberAt) }),
    });
  }
  if (rows.length === 0) {
    throw refuse(
      dropped > 0
        ? `Expected at least one value of ${response}, but all ${dropped} are missing`
        : 'Expected rows of data after the header, but there are none',
    );
  }
  return {
    response,
    factors,
    rows,
    ...(dropped > 0 ? { dropped } : {}),
    ...(block === undefined ? {} : { block }),
    ...(covariates.length === 0 ? {} : { covariates }),
  };
}

/** Rows of one block share one string. */
function shared(known: Map<string, string>, text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  known.set(text, text);
  return text;
}

function requireDistinct(response: string, factors: readonly string[]): void {
  if (factors.includes(response)) {
    throw new AuditError(
      'usage',
      `${response} cannot be both the response and a factor: remove it from the factors.`,
    );
  }
  const doubled = factors.find((name, i) => factors.indexOf(name) !== i);
  if (doubled !== undefined) {
    throw new AuditError('usage', `Expected each factor once, but ${doubled} is named twice: remove one.`);
  }
}

/** Column names listed in an error; more would be unreadable. */
const MOST_NAMED = 20;

function columnOf(header: readonly string[], name: string): number {
  const at = header.indexOf(name);
  if (at < 0) {
    const named = header.slice(0, MOST_NAMED).map((other) => `"${shorten(other)}"`);
    const more = header.length > MOST_NAMED ? ` and ${header.length - MOST_NAMED} more` : '';
    throw refuse(`Expected a column "${name}", but the file has ${named.join(', ')}${more}`);
  }
  const again = header.indexOf(name, at + 1);
  if (again >= 0) {
    throw refuse(`Expected one column "${name}", but columns ${at + 1} and ${again + 1} both have that name`);
  }
  return at;
}

const shorten = (text: string): string => {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}...` : line;
};

const refuse = (text: string): AuditError => new AuditError('input', `${text}.`);

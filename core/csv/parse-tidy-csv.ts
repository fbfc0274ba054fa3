// Makes a tidy table of any program's CSV file, and names the line and column of whatever is not as it should be.
import type { Levels, TidyRow, TidyTable } from '../analysis.ts';
import { AuditError } from '../errors.ts';
import { parseNumber } from './parse-number.ts';
import { readCells } from './read-cells.ts';

/** The columns asked for. */
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

/**
 * The tidy table of the columns asked for: the first line names the columns, then one observation a line. Comma,
 * semicolon, tab or bar between cells, quoted or not, with or without byte-order mark, any line ends; a comma as the
 * decimal mark is understood where the separator is another. Blank lines are skipped.
 *
 * A row whose response is missing (empty, NA, N/A, NaN, null) is left out and counted in `dropped`. An empty factor
 * cell, a response that is no finite number, a row with too few or too many cells, a missing or doubled column are
 * AuditError('input') that name line and column; a response among the factors is AuditError('usage').
 */
export function parseTidyCsv(text: string, spec: TidySpec): TidyTable {
  const { response, factors, block, covariates = [] } = spec;
  const beside = [...(block === undefined ? [] : [block]), ...covariates];
  requireDistinct(response, [...factors, ...beside]);
  const { header, rows: lines, separator, lineOf } = readCells(text, [response, ...factors, ...beside]);
  const block_at = block === undefined ? null : columnOf(header, block);
  const covariates_at = covariates.map((name) => columnOf(header, name));
  const response_at = columnOf(header, response);
  const factors_at = factors.map((name) => columnOf(header, name));
  const decimal_comma = separator !== ',';

  const rows: TidyRow[] = [];
  // Rows of one combination share one object, so that a million of them fit in memory.
  const combinations = new Map<string, Levels>();
  let dropped = 0;
  lines.forEach((cells, i) => {
    if (cells.every((cell) => cell.trim() === '')) return;
    if (cells.length !== header.length) {
      throw refuse(
        `Line ${lineOf(i)}: ${header.length} cells as in the header were expected, ${cells.length} came`,
      );
    }
    const names = factors_at.map((at) => (cells[at] as string).trim());
    const empty = names.indexOf('');
    if (empty >= 0) {
      const place = `Line ${lineOf(i)}, column ${(factors_at[empty] as number) + 1} (${factors[empty]})`;
      throw refuse(`${place}: a level was expected, the cell is empty`);
    }
    const raw = (cells[response_at] as string).trim();
    if (MISSING.has(raw.toLowerCase())) {
      dropped += 1;
      return;
    }
    const numberAt = (at: number): number => {
      const text = (cells[at] as string).trim();
      const value = parseNumber(text, decimal_comma);
      if (value !== null) return value;
      const place = `Line ${lineOf(i)}, column ${at + 1} (${header[at]})`;
      throw refuse(`${place}: a number was expected, "${shorten(text)}" came`);
    };
    const value = numberAt(response_at);
    const its_block = block_at === null ? null : (cells[block_at] as string).trim();
    if (its_block === '')
      throw refuse(
        `Line ${lineOf(i)}, column ${(block_at as number) + 1} (${block}): a block was expected, the cell is empty`,
      );
    const key = names.join('\0');
    const known = combinations.get(key);
    const levels = known ?? Object.fromEntries(factors.map((name, f) => [name, names[f] as string]));
    if (!known) combinations.set(key, levels);
    rows.push({
      levels,
      value,
      ...(its_block === null ? {} : { block: its_block }),
      ...(covariates.length === 0 ? {} : { covariates: covariates_at.map(numberAt) }),
    });
  });
  if (rows.length === 0) {
    throw refuse(
      dropped > 0
        ? `At least one value of ${response} was expected, all ${dropped} are missing`
        : 'Rows of data were expected after the header, none came',
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

function requireDistinct(response: string, factors: readonly string[]): void {
  if (factors.includes(response)) {
    throw new AuditError(
      'usage',
      `${response} cannot be the response and a factor: leave it out of the factors.`,
    );
  }
  const doubled = factors.find((name, i) => factors.indexOf(name) !== i);
  if (doubled !== undefined) {
    throw new AuditError('usage', `Every factor is named once, but ${doubled} came twice.`);
  }
}

function columnOf(header: readonly string[], name: string): number {
  const at = header.indexOf(name);
  if (at < 0) {
    throw refuse(
      `A column "${name}" was expected, the file has ${header.map((h) => `"${shorten(h)}"`).join(', ')}`,
    );
  }
  const again = header.indexOf(name, at + 1);
  if (again >= 0) {
    throw refuse(`One column "${name}" was expected, columns ${at + 1} and ${again + 1} both have that name`);
  }
  return at;
}

const shorten = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}...` : line;
};

const refuse = (text: string): AuditError => new AuditError('input', `${text}.`);

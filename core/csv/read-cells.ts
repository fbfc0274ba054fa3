// Cuts the text of a CSV file into cells, whoever wrote it: any separator, line end, quote or byte-order mark.
import Papa from 'papaparse';
import { AuditError } from '../errors.ts';

const SEPARATORS = [',', ';', '\t', '|'];

export interface CsvCells {
  readonly separator: string;
  /** Trimmed names of the columns. */
  readonly header: readonly string[];
  /** The rows after the header, blank ones among them. */
  readonly rows: readonly (readonly string[])[];
  /** Line of the file on which `rows[index]` begins, from 1. */
  lineOf(index: number): number;
}

/**
 * All cells of `text`. The separator is the one whose header holds the most of the columns `wanted`, the plain comma
 * where none does better. Throws AuditError('input') for an empty file or a quote that never ends.
 */
export function readCells(text: string, wanted: readonly string[]): CsvCells {
  const body = (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).replaceAll(/\r\n?/g, '\n');
  const first = body.search(/\S/);
  if (first < 0)
    throw new AuditError('input', 'A CSV file with a header line was expected, the file is empty.');
  const begin = body.lastIndexOf('\n', first) + 1;
  const blank = body.slice(0, begin).split('\n').length - 1;
  const table = body.slice(begin);

  const separator = bestSeparator(table, wanted);
  const { data, errors } = Papa.parse<string[]>(table, { delimiter: separator, newline: '\n' });
  const lineOf = (row: number): number =>
    1 + blank + row + data.slice(0, row).reduce((breaks, cells) => breaks + breaksIn(cells), 0);
  const quote = errors.find((error) => error.type === 'Quotes');
  if (quote) {
    const line = lineOf(quote.row ?? 0);
    throw new AuditError(
      'input',
      `Line ${line}: quotes in pairs around a cell were expected, ${quote.message.toLowerCase()}.`,
    );
  }
  const header = (data[0] as string[]).map((name) => name.trim());
  return { separator, header, rows: data.slice(1), lineOf: (index) => lineOf(index + 1) };
}

const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((breaks, cell) => breaks + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);

function bestSeparator(table: string, wanted: readonly string[]): string {
  const score = (delimiter: string): number => {
    const header = Papa.parse<string[]>(table, { delimiter, newline: '\n', preview: 1 }).data[0] ?? [];
    const names = header.map((name) => name.trim());
    // The number of columns only settles what the names leave open.
    return wanted.filter((name) => names.includes(name)).length + Math.min(names.length, 1000) / 2000;
  };
  const scores = SEPARATORS.map(score);
  return SEPARATORS[scores.indexOf(Math.max(...scores))] as string;
}

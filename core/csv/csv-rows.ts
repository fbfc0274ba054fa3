// Rows of any program's CSV file, one at a time because the file may be larger than memory.
import { AuditError } from '../errors.ts';
import { RowSplitter } from './row-splitter.ts';

const SEPARATORS = [',', ';', '\t', '|'];
/** In characters; a longer row has an unclosed quote, or the file is no CSV. */
const LONGEST_ROW = 1 << 20;

/** One row after the header. The same object for every row, valid until the next one is read. */
export interface CsvRow {
  /** Line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly count: number;
  /** Cells by column, empty for columns that were not requested; all of them after `all()`. */
  readonly cells: readonly string[];
  /** Fills in the columns that were not requested. */
  all(): readonly string[];
}

export interface CsvTable {
  readonly separator: string;
  /** Trimmed column names. */
  readonly header: readonly string[];
  /** All rows, blank ones too; only columns at the given indices are copied. Can be walked once. */
  rows(asked: readonly number[]): Generator<CsvRow>;
}

/**
 * The table in `chunks`, one text cut anywhere. The separator is the one whose header has the most of the `wanted`
 * columns, a comma where none does better. Throws AuditError('input'), here or while the rows are walked, for
 * an empty file, a quote that does not match or a row over a million characters.
 */
export function csvTable(chunks: Iterator<string>, wanted: readonly string[]): CsvTable {
  const text = new Window(chunks);
  while (text.skipBlank())
    if (!text.grow()) throw refuse('Expected a CSV file with a header line, but the file is empty.');
  const line = text.line;
  const headers = SEPARATORS.map((separator) => {
    const splitter = new RowSplitter(separator);
    while (!splitter.read(text.held, text.at, text.is_all, null)) text.more(line);
    const names = splitter.cells.slice(0, splitter.count).map((name) => name.trim());
    // The number of columns only breaks ties.
    const score = wanted.filter((name) => names.includes(name)).length + Math.min(names.length, 1000) / 2000;
    return { separator, splitter, names, score };
  });
  const { separator, splitter, names } = headers.reduce((best, one) => (one.score > best.score ? one : best));
  requireQuotes(splitter, line);
  text.pass(splitter);
  return { separator, header: names, rows: (asked) => rowsOf(text, splitter, asked) };
}

function* rowsOf(text: Window, splitter: RowSplitter, asked: readonly number[]): Generator<CsvRow> {
  const flags = new Uint8Array(1 + Math.max(0, ...asked));
  for (const column of asked) flags[column] = 1;
  const row = {
    line: 0,
    count: 0,
    cells: splitter.cells,
    all(): readonly string[] {
      splitter.read(text.held, text.at, text.is_all, null);
      return splitter.cells.slice(0, splitter.count);
    },
  };
  for (;;) {
    if (text.at >= text.held.length && !text.grow()) return;
    while (!splitter.read(text.held, text.at, text.is_all, flags)) text.more(text.line);
    requireQuotes(splitter, text.line);
    row.line = text.line;
    row.count = splitter.count;
    yield row;
    text.pass(splitter);
  }
}

/** The part of the text in memory: from the row being read to the end of the latest chunk. */
class Window {
  held = '';
  at = 0;
  /** Line of the file, from 1. */
  line = 1;
  is_all = false;
  readonly #chunks: Iterator<string>;

  constructor(chunks: Iterator<string>) {
    this.#chunks = chunks;
    this.grow();
    if (this.held.charCodeAt(0) === 0xfeff) this.at = 1;
  }

  /** Drops what has been read and adds a chunk; false at the end of the file. */
  grow(): boolean {
    for (;;) {
      const { done, value } = this.#chunks.next();
      if (done) {
        this.is_all = true;
        return false;
      }
      if (value === '') continue;
      this.held = this.held.slice(this.at) + value;
      this.at = 0;
      return true;
    }
  }

  /** Adds a chunk for a row that begins on `line` and is not yet complete. */
  more(line: number): void {
    if (this.held.length - this.at > LONGEST_ROW)
      throw refuse(
        `Line ${line}: expected a row of at most ${LONGEST_ROW} characters, but it goes on: check for an unclosed quote.`,
      );
    this.grow();
  }

  /** Moves to the row after the one that `splitter` has read. */
  pass(splitter: RowSplitter): void {
    this.at = splitter.next;
    this.line += splitter.lines;
  }

  /** Moves to the first line that is not blank; true when everything held is blank. */
  skipBlank(): boolean {
    const blank = /^\s*/.exec(this.held.slice(this.at))?.[0] ?? '';
    if (this.at + blank.length >= this.held.length) return true;
    const begin = Math.max(blank.lastIndexOf('\n'), blank.lastIndexOf('\r')) + 1;
    this.line += blank.slice(0, begin).match(/\r\n?|\n/g)?.length ?? 0;
    this.at += begin;
    return false;
  }
}

function requireQuotes({ fault }: RowSplitter, line: number): void {
  if (fault !== null) throw refuse(`Line ${line}: expected quotes in pairs around a cell, but ${fault}.`);
}

const refuse = (text: string): AuditError => new AuditError('input', text);

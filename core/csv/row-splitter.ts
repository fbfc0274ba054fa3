// Splits one row of a CSV text into cells: separators, quotes, any line end; only requested columns are copied.

const QUOTE = 34;
const NEW_LINE = 10;
const RETURN = 13;
const SPACE = 32;

/**
 * A cell that begins with a quote ends with one; two of them inside are one, and separators and line ends inside are
 * text (RFC 4180). Quotes elsewhere are text. Lines end with LF, CR LF or CR.
 */
export class RowSplitter {
  /** Cells of the last row read; columns that were not requested are empty. The next row overwrites them. */
  readonly cells: string[] = [];
  /** Number of cells in the last row read. */
  count = 0;
  /** Index at which the next row begins. */
  next = 0;
  /** Line ends within the last row read, including its own. */
  lines = 0;
  /** Fault in the row's quotes, null without one. */
  fault: string | null = null;

  readonly #separator: number;

  constructor(separator: string) {
    this.#separator = separator.charCodeAt(0);
  }

  /**
   * Reads the row that begins at `begin`. `asked[column]` is 1 for a column to copy; null copies all. False, and nothing
   * read, where the text ends within the row and more is to come; with `is_last` the end of the text ends the row.
   */
  read(text: string, begin: number, is_last: boolean, asked: Uint8Array | null): boolean {
    this.count = 0;
    this.lines = 0;
    this.fault = null;
    const separator = this.#separator;
    let at = begin;
    for (;;) {
      const from = at;
      const is_quoted = text.charCodeAt(at) === QUOTE;
      if (is_quoted) {
        at = this.#afterQuotes(text, at);
        if (at < 0) {
          if (!is_last) return false;
          this.fault = 'a quote is never closed';
          at = text.length;
        }
      }
      let code = text.charCodeAt(at);
      while (code !== separator && code !== NEW_LINE && code !== RETURN && at < text.length) {
        if (is_quoted && code !== SPACE) this.fault ??= 'text follows a closing quote';
        at += 1;
        code = text.charCodeAt(at);
      }
      // A CR that ends the text may be the first half of a CR LF.
      if (!is_last && at + (code === RETURN ? 1 : 0) >= text.length) return false;
      if (asked === null || asked[this.count] === 1)
        this.cells[this.count] = is_quoted ? unquoted(text, from, at) : text.slice(from, at);
      this.count += 1;
      if (code === separator && at < text.length) {
        at += 1;
        continue;
      }
      this.lines += 1;
      this.next = at + (code === RETURN && text.charCodeAt(at + 1) === NEW_LINE ? 2 : 1);
      return true;
    }
  }

  /** Index after the quote that closes the one at `at`, -1 where none does. */
  #afterQuotes(text: string, at: number): number {
    for (let i = at + 1; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === NEW_LINE || (code === RETURN && text.charCodeAt(i + 1) !== NEW_LINE)) this.lines += 1;
      if (code !== QUOTE) continue;
      if (text.charCodeAt(i + 1) !== QUOTE) return i + 1;
      i += 1;
    }
    return -1;
  }
}

const unquoted = (text: string, from: number, to: number): string =>
  text.slice(from + 1, text.lastIndexOf('"', to)).replaceAll('""', '"');

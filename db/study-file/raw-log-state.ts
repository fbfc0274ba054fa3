// Reads the row of `log_state` from the bytes of the file, since SQLite shows no file without its log. The row is the one
// cell of a leaf page: https://www.sqlite.org/fileformat2.html#b_tree_pages
import { closeSync, openSync, readSync } from 'node:fs';
import type { LogState } from './log-state.ts';

const LEAF_OF_TABLE = 0x0d;

/** Null when the page is not the row's: the file is of another study, or a checkpoint was cut short in it. */
export function rawLogState(path: string, page: number, page_b: number): LogState | null {
  const bytes = Buffer.alloc(page_b);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, bytes, 0, page_b, (page - 1) * page_b) < page_b) return null;
  } finally {
    closeSync(file);
  }
  if (bytes[0] !== LEAF_OF_TABLE || bytes.readUInt16BE(3) !== 1) return null;
  try {
    return stateOf(cellAt(bytes, bytes.readUInt16BE(8)));
  } catch (error) {
    if (error instanceof RangeError) return null; // a length that points outside the page
    throw error;
  }
}

function stateOf([, writer, step, base_writer, base_step]: readonly (
  | string
  | number
  | null
)[]): LogState | null {
  const isName = (value: unknown): value is string | null => value === null || typeof value === 'string';
  if (!isName(writer) || !isName(base_writer) || typeof step !== 'number' || typeof base_step !== 'number')
    return null;
  return { writer, step, base_writer, base_step };
}

/** The values of a record, for the types that the row has: https://www.sqlite.org/fileformat2.html#record_format */
function cellAt(page: Buffer, at: number): (string | number | null)[] {
  const reader = new Reader(page, at);
  reader.varint(); // length of the record
  reader.varint(); // row number
  const begin = reader.at;
  const header_b = reader.varint();
  const types: number[] = [];
  while (reader.at < begin + header_b) types.push(reader.varint());
  return types.map((type) => reader.value(type));
}

class Reader {
  readonly #page: Buffer;
  at: number;

  constructor(page: Buffer, at: number) {
    [this.#page, this.at] = [page, at];
  }

  /** Numbers of up to eight groups of 7 bits; none here is longer. */
  varint(): number {
    let value = 0;
    for (let n = 0; n < 8; n++) {
      const byte = this.#page.readUInt8(this.at++);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number of more than eight bytes');
  }

  value(type: number): string | number | null {
    if (type === 0) return null;
    if (type === 8 || type === 9) return type - 8;
    const integer_b = [0, 1, 2, 3, 4, 6][type];
    const length = integer_b ?? (type >= 13 && type % 2 === 1 ? (type - 13) / 2 : Number.POSITIVE_INFINITY);
    const from = this.at;
    this.at += length;
    if (this.at > this.#page.length) throw new RangeError('a value outside the page');
    return integer_b === undefined
      ? this.#page.toString('utf8', from, this.at)
      : this.#page.readIntBE(from, integer_b);
  }
}

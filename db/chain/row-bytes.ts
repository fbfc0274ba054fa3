// The bytes of a row, from which the digests of the hash chain are made. docs/study-file.md describes them, so that
// anybody can compute a digest again without this program.
import { createHash, type Hash, hash } from 'node:crypto';

/** Type of a column as the schema declares it. It decides how a number is written, not the number itself. */
export type ColumnType = 'integer' | 'real' | 'text';

const TAG = { null: 0, integer: 1, real: 2, text: 3, blob: 4 } as const;
/** Small, since most hashes are of a few rows. */
const MOST_BYTES = 4096;
const TWO_32 = 2 ** 32;

/** Hashes rows one after the other. */
export class RowHash {
  readonly #types: readonly ColumnType[];
  /** Made when the buffer first overflows: for a few rows, hashing at once is several times faster. */
  #hash: Hash | null = null;
  readonly #buffer = Buffer.allocUnsafe(MOST_BYTES);
  #length = 0;
  #rows = 0;

  constructor(types: readonly ColumnType[]) {
    this.#types = types;
  }

  add(row: readonly unknown[]): void {
    const types = this.#types;
    for (let index = 0; index < types.length; index++) this.#value(types[index] as ColumnType, row[index]);
    this.#rows++;
  }

  /** Number of rows and their SHA-256 in hexadecimal; nothing can be added afterwards. */
  end(): { rows: number; sha256: string } {
    if (this.#hash === null)
      return { rows: this.#rows, sha256: hash('sha256', this.#buffer.subarray(0, this.#length)) };
    this.#flush();
    return { rows: this.#rows, sha256: this.#hash.digest('hex') };
  }

  #value(type: ColumnType, value: unknown): void {
    if (this.#length > MOST_BYTES - 9) this.#flush();
    const buffer = this.#buffer;
    if (value === null || value === undefined) {
      buffer[this.#length++] = TAG.null;
    } else if (typeof value === 'number' && type === 'integer') {
      buffer[this.#length] = TAG.integer;
      // Two halves are several times faster than a BigInt, and exact for every whole number that a double holds.
      buffer.writeInt32BE(Math.floor(value / TWO_32) | 0, this.#length + 1);
      buffer.writeUInt32BE(value >>> 0, this.#length + 5);
      this.#length += 9;
    } else if (typeof value === 'number') {
      buffer[this.#length] = TAG.real;
      buffer.writeDoubleBE(value, this.#length + 1);
      this.#length += 9;
    } else if (Buffer.isBuffer(value)) this.#bytes(TAG.blob, value);
    else this.#bytes(TAG.text, Buffer.from(String(value), 'utf8'));
  }

  #bytes(tag: number, bytes: Buffer): void {
    this.#buffer[this.#length] = tag;
    this.#buffer.writeUInt32BE(bytes.length, this.#length + 1);
    this.#length += 5;
    if (bytes.length > MOST_BYTES - this.#length) {
      this.#flush().update(bytes);
    } else this.#length += bytes.copy(this.#buffer, this.#length);
  }

  #flush(): Hash {
    this.#hash ??= createHash('sha256');
    this.#hash.update(this.#buffer.subarray(0, this.#length));
    this.#length = 0;
    return this.#hash;
  }
}

export const sha256 = (text: string): string => hash('sha256', text);

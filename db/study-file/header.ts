// The first 100 bytes of a SQLite file, read without SQLite: https://www.sqlite.org/fileformat2.html#the_database_header
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export const SQLITE_MAGIC = 'SQLite format 3\0';
const HEADER_B = 100;

export interface FileHeader {
  readonly size_b: number;
  readonly page_size_b: number;
  /** True when a write-ahead log may stand beside the file; false: a log there is of another file. */
  readonly uses_log: boolean;
  /** Pages that the file should have; null when its last writer did not keep the number. */
  readonly pages: number | null;
  readonly schema: number;
  readonly application_id: number;
  /** Grows with each change of the first page. */
  readonly changes: number;
}

/** Null when the file does not begin as a SQLite file does. */
export function readHeader(path: string): FileHeader | null {
  const head = Buffer.alloc(HEADER_B);
  const file = openSync(path, 'r');
  let size_b: number;
  try {
    size_b = fstatSync(file).size;
    if (readSync(file, head, 0, HEADER_B, 0) < HEADER_B) return null;
  } finally {
    closeSync(file);
  }
  return headerOf(head, size_b);
}

/** The header in the first bytes of a first page. */
export function headerOf(head: Buffer, size_b: number): FileHeader | null {
  if (head.toString('latin1', 0, SQLITE_MAGIC.length) !== SQLITE_MAGIC) return null;
  const page_size = head.readUInt16BE(16);
  if (page_size !== 1 && (page_size < 512 || (page_size & (page_size - 1)) !== 0)) return null;
  const changes = head.readUInt32BE(24);
  const pages = head.readUInt32BE(28);
  return {
    size_b,
    page_size_b: page_size === 1 ? 65_536 : page_size,
    uses_log: head[18] === 2 || head[19] === 2,
    pages: pages > 0 && head.readUInt32BE(92) === changes ? pages : null,
    schema: head.readUInt32BE(60),
    application_id: head.readUInt32BE(68),
    changes,
  };
}

/** A copy without a log must not ask for one. */
export function leaveLogMode(bytes: Buffer): void {
  bytes[18] = 1;
  bytes[19] = 1;
}

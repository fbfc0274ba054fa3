// Reads the cells of one page of a b-tree: rows, and the pages below.
// https://www.sqlite.org/fileformat2.html#b_tree_pages
import type { PageFile } from './page-file.ts';
import { readRecord, readVarint, type StoredValue } from './record.ts';

/** Types of pages by their first byte. Tables `without rowid` are stored as indexes, with rows in interior pages too. */
const KINDS: Readonly<Record<number, { is_leaf: boolean; has_rowid: boolean }>> = {
  2: { is_leaf: false, has_rowid: false },
  5: { is_leaf: false, has_rowid: true },
  10: { is_leaf: true, has_rowid: false },
  13: { is_leaf: true, has_rowid: true },
};
const FILE_HEADER_B = 100;
/** Longer than any text that Wattproof writes; a damaged length may say anything. */
const MOST_PAYLOAD_B = 17e6;

export interface StoredRow {
  /** Null in a table without rowids. */
  readonly rowid: number | null;
  readonly values: readonly StoredValue[];
}

export interface BtreePage {
  readonly has_rowid: boolean;
  readonly rows: readonly StoredRow[];
  /** Cells that should be rows and could not be read. */
  readonly unreadable: number;
  /** Pages below; empty for a leaf. */
  readonly children: readonly number[];
}

/** Null for a page that is no part of a b-tree, or whose head is damaged. */
export function readBtreePage(file: PageFile, number: number): BtreePage | null {
  const page = file.read(number);
  if (page === null) return null;
  const begin = number === 1 ? FILE_HEADER_B : 0;
  const kind = KINDS[page[begin] ?? 0];
  if (kind === undefined) return null;
  const head_b = kind.is_leaf ? 8 : 12;
  const cells = page.readUInt16BE(begin + 3);
  if (begin + head_b + 2 * cells > file.usable_b) return null;
  const rows: StoredRow[] = [];
  const children: number[] = kind.is_leaf ? [] : [page.readUInt32BE(begin + 8)];
  let unreadable = 0;
  for (let cell = 0; cell < cells; cell++) {
    let offset = page.readUInt16BE(begin + head_b + 2 * cell);
    if (offset < begin + head_b + 2 * cells || offset + 4 > file.usable_b) {
      if (kind.is_leaf || !kind.has_rowid) unreadable++;
      continue;
    }
    if (!kind.is_leaf) {
      children.push(page.readUInt32BE(offset));
      if (kind.has_rowid) continue;
      offset += 4;
    }
    const row = readRow(file, page, offset, kind.has_rowid);
    if (row === null) unreadable++;
    else rows.push(row);
  }
  return { has_rowid: kind.has_rowid, rows, unreadable, children };
}

function readRow(file: PageFile, page: Buffer, offset: number, has_rowid: boolean): StoredRow | null {
  const length = readVarint(page, offset);
  if (length === null || length.value > MOST_PAYLOAD_B) return null;
  const rowid = has_rowid ? readVarint(page, length.next) : null;
  if (has_rowid && rowid === null) return null;
  const payload = readPayload(file, page, rowid?.next ?? length.next, length.value, has_rowid);
  const values = payload && readRecord(payload);
  return values && { rowid: rowid?.value ?? null, values };
}

/** The payload with what did not fit on the page; null when a page of it is not there. */
function readPayload(
  file: PageFile,
  page: Buffer,
  offset: number,
  length_b: number,
  has_rowid: boolean,
): Buffer | null {
  const { usable_b } = file;
  const most_b = has_rowid ? usable_b - 35 : Math.floor(((usable_b - 12) * 64) / 255) - 23;
  const least_b = Math.floor(((usable_b - 12) * 32) / 255) - 23;
  const fitting_b = least_b + ((length_b - least_b) % (usable_b - 4));
  const local_b = length_b <= most_b ? length_b : fitting_b <= most_b ? fitting_b : least_b;
  if (offset + local_b > usable_b) return null;
  if (local_b === length_b) return page.subarray(offset, offset + local_b);
  const parts = [page.subarray(offset, offset + local_b)];
  let left_b = length_b - local_b;
  for (let next = page.readUInt32BE(offset + local_b); left_b > 0; ) {
    const overflow = file.read(next);
    if (overflow === null) return null;
    const taken_b = Math.min(left_b, usable_b - 4);
    parts.push(overflow.subarray(4, 4 + taken_b));
    left_b -= taken_b;
    next = overflow.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

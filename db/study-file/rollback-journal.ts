// Reads a rollback journal without SQLite, which would lay the pages of any journal over any file of the right name:
// https://www.sqlite.org/fileformat2.html#the_rollback_journal
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { AuditError } from '../../core/errors.ts';
import { type FileHeader, headerOf } from './header.ts';

const MAGIC = Buffer.from('d9d505f920a163d7', 'hex');
const SEGMENT_HEADER_B = 28;
/** Enough of a journal to find the first page in it. */
const MOST_READ_B = 4e6;

export const journalOf = (path: string): string => `${path}-journal`;

/**
 * True when an interrupted change of the file must be taken back from its journal. @throws AuditError `study` when the journal
 * is of another file
 */
export function hasJournal(path: string, header: FileHeader): boolean {
  const journal = journalOf(path);
  if (!existsSync(journal)) return false;
  const bytes = beginningOf(journal);
  if (!isSegment(bytes, 0)) return false;
  const [pages, sector_b] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const before = firstPageIn(bytes, sector_b, header.page_size_b);
  // Without its first page in the journal, the file still has that page, and with it its old length.
  const begins_here =
    before === null
      ? pages === header.pages
      : before.changes === header.changes || before.changes + 1 === header.changes;
  // The changes that Wattproof makes with a journal touch the first page alone, and never the length of the file.
  const old_b = pages * header.page_size_b;
  const is_short = statSync(journal).size < sector_b + 2 * header.page_size_b;
  if (begins_here && (is_short ? old_b === header.size_b : old_b <= header.size_b)) return true;
  throw new AuditError(
    'study',
    `the journal ${journal} does not belong to ${path}; move it to another folder to open the study as it is`,
  );
}

function beginningOf(journal: string): Buffer {
  const bytes = Buffer.alloc(Math.min(statSync(journal).size, MOST_READ_B));
  const file = openSync(journal, 'r');
  try {
    readSync(file, bytes, 0, bytes.length, 0);
  } finally {
    closeSync(file);
  }
  return bytes;
}

const isSegment = (bytes: Buffer, at: number): boolean =>
  at + SEGMENT_HEADER_B <= bytes.length && bytes.compare(MAGIC, 0, 8, at, at + 8) === 0;

/** The header of the first page as it was before the change; null when the journal holds no first page. */
function firstPageIn(bytes: Buffer, sector_b: number, page_b: number): FileHeader | null {
  const record_b = page_b + 8; // page number, page, checksum
  for (let begin = 0; sector_b >= 512 && isSegment(bytes, begin); ) {
    const told = bytes.readUInt32BE(begin + 8);
    const records = begin + sector_b;
    const fits = Math.floor((bytes.length - records) / record_b);
    // The last segment of a killed program does not yet tell how many records it has.
    const count = told === 0 || told === 0xffff_ffff ? fits : Math.min(told, fits);
    for (let n = 0; n < count; n++) {
      const at = records + n * record_b;
      if (bytes.readUInt32BE(at) === 1) return headerOf(bytes.subarray(at + 4), 0);
    }
    begin = Math.ceil((records + Math.max(count, 1) * record_b) / sector_b) * sector_b;
  }
  return null;
}

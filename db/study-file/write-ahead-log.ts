// Reads a write-ahead log without SQLite, which silently drops everything after the first frame that does not fit:
// https://www.sqlite.org/fileformat2.html#the_write_ahead_log
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';

const HEADER_B = 32;
const FRAME_HEADER_B = 24;
/** The last bit tells whether checksums are of big-endian words. */
const MAGIC = 0x377f0682;
const CHUNK_FRAMES = 128;

export interface LogCheck {
  /** Transactions that SQLite would take from the log. */
  readonly commits: number;
  /** Transactions in the log that SQLite would drop, since a frame before them is damaged. */
  readonly lost_commits: number;
  /** False when the log's own header is damaged, so that SQLite would drop all of it. */
  readonly has_header: boolean;
  /** The pages that SQLite would take, by their number: where the newest bytes of each begin in the log. */
  readonly pages: ReadonlyMap<number, number>;
}

const NOTHING: LogCheck = { commits: 0, lost_commits: 0, has_header: true, pages: new Map() };

/** Checks every frame. A log that is absent or empty has no commits. */
export function checkLog(path: string): LogCheck {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NOTHING;
    throw error;
  }
  try {
    return checkFrames(file, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

function checkFrames(file: number, size_b: number): LogCheck {
  // A writer that was killed may leave a header alone: nothing is lost with it.
  if (size_b < HEADER_B + FRAME_HEADER_B + 512) return NOTHING;
  const head = Buffer.alloc(HEADER_B);
  readSync(file, head, 0, HEADER_B, 0);
  const page_b = head.readUInt32BE(8);
  const sums = new Checksum((head.readUInt32BE(0) & 1) === 1);
  sums.add(head, 0, 24);
  const is_page_size = page_b >= 512 && page_b <= 65_536 && (page_b & (page_b - 1)) === 0;
  if ((head.readUInt32BE(0) & ~1) !== MAGIC || !is_page_size || !sums.matches(head, 24))
    return { ...NOTHING, has_header: false };
  const frame_b = FRAME_HEADER_B + page_b;
  const chunk = Buffer.alloc(frame_b * CHUNK_FRAMES);
  let [commits, lost_commits, is_whole] = [0, 0, true];
  const pages = new Map<number, number>();
  const uncommitted = new Map<number, number>();
  for (let at_b = HEADER_B; at_b + frame_b <= size_b; at_b += chunk.length) {
    const read_b = readSync(file, chunk, 0, chunk.length, at_b);
    for (let frame = 0; frame + frame_b <= read_b; frame += frame_b) {
      // Frames of an earlier round of the log have another salt, and so has one whose salt is damaged.
      if (chunk.compare(head, 16, 24, frame + 8, frame + 16) !== 0) {
        is_whole = false;
        continue;
      }
      const is_commit = chunk.readUInt32BE(frame + 4) > 0;
      if (is_whole) {
        sums.add(chunk, frame, 8);
        sums.add(chunk, frame + FRAME_HEADER_B, page_b);
        is_whole = sums.matches(chunk, frame + 16);
        uncommitted.set(chunk.readUInt32BE(frame), at_b + frame + FRAME_HEADER_B);
      }
      if (!is_commit) continue;
      if (!is_whole) {
        lost_commits++;
        continue;
      }
      commits++;
      for (const [page, at] of uncommitted) pages.set(page, at);
      uncommitted.clear();
    }
  }
  return { commits, lost_commits, has_header: true, pages };
}

/** SQLite's running checksum of pairs of 32-bit words. */
class Checksum {
  readonly #is_swapped: boolean;
  #a = 0;
  #b = 0;

  constructor(is_big_endian: boolean) {
    this.#is_swapped = is_big_endian !== (endianness() === 'BE');
  }

  add(bytes: Buffer, from: number, length: number): void {
    const copy = Buffer.from(bytes.subarray(from, from + length));
    if (this.#is_swapped) copy.swap32();
    const words = new Uint32Array(copy.buffer, copy.byteOffset, length / 4);
    let [a, b] = [this.#a, this.#b];
    for (let at = 0; at < words.length; at += 2) {
      a = (a + (words[at] as number) + b) >>> 0;
      b = (b + (words[at + 1] as number) + a) >>> 0;
    }
    [this.#a, this.#b] = [a, b];
  }

  matches(bytes: Buffer, at: number): boolean {
    return bytes.readUInt32BE(at) === this.#a && bytes.readUInt32BE(at + 4) === this.#b;
  }
}

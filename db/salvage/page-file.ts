// Reads the pages of a SQLite file, and of the log that continues it, without SQLite, so that one damaged page does not
// hide the others.
// https://www.sqlite.org/fileformat2.html
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { SCHEMA_VERSION } from '../migrations/index.ts';
import { SQLITE_MAGIC } from '../study-file/header.ts';

const HEADER_B = 100;
/** The page size with which studies are made, for a file whose header does not tell. */
const USUAL_PAGE_B = 4096;

export class PageFile {
  readonly page_b: number;
  /** Bytes of a page that hold content: SQLite may reserve some at its end. */
  readonly usable_b: number;
  /** Pages of which at least the first byte is in the file. */
  readonly pages: number;
  /** Pages that the header says there are; at least {@link pages}. */
  readonly expected_pages: number;
  /** Schema version of the study; the newest where the header does not tell. */
  readonly schema: number;
  /** First page of the list of free pages; 0: there is none. */
  readonly first_free: number;
  readonly #file: number;
  readonly #log: number | null;
  readonly #in_log: ReadonlyMap<number, number>;

  /** @param log the pages that its log holds, by number, with their place in it; null: no log continues the file */
  constructor(
    path: string,
    log: { readonly path: string; readonly pages: ReadonlyMap<number, number> } | null,
  ) {
    this.#file = openSync(path, 'r');
    this.#log = log && openSync(log.path, 'r');
    this.#in_log = log?.pages ?? new Map();
    const head = Buffer.alloc(HEADER_B);
    this.#readAt(1, head, 0);
    const size = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
    this.page_b = size >= 512 && (size & (size - 1)) === 0 ? size : USUAL_PAGE_B;
    // A byte of a damaged header would hide the last cell of every page; Wattproof itself reserves none.
    const is_header = head.toString('latin1', 0, SQLITE_MAGIC.length) === SQLITE_MAGIC;
    const reserved_b = is_header ? (head[20] ?? 0) : 0;
    this.usable_b = this.page_b - (reserved_b <= 32 ? reserved_b : 0);
    this.pages = Math.max(Math.ceil(fstatSync(this.#file).size / this.page_b), ...this.#in_log.keys());
    const said = head.readUInt32BE(28);
    // A damaged header must not make millions of pages.
    this.expected_pages = said >= this.pages && said < 2 * this.pages + 1000 ? said : this.pages;
    const schema = head.readUInt32BE(60);
    this.schema = schema >= 1 && schema <= SCHEMA_VERSION ? schema : SCHEMA_VERSION;
    this.first_free = head.readUInt32BE(32);
  }

  /** A page; bytes behind the end of the file are 0. Null for a page that is not there or that the disk refuses. */
  read(number: number): Buffer | null {
    if (!(number >= 1 && number <= this.pages)) return null;
    const page = Buffer.alloc(this.page_b);
    try {
      this.#readAt(number, page, (number - 1) * this.page_b);
    } catch {
      return null;
    }
    return page;
  }

  /** Numbers of the free pages, as far as their list can be followed. */
  freePages(): Set<number> {
    const free = new Set<number>();
    for (let trunk = this.first_free; trunk !== 0 && !free.has(trunk); ) {
      const page = this.read(trunk);
      if (page === null) break;
      free.add(trunk);
      const leaves = Math.min(page.readUInt32BE(4), this.usable_b / 4 - 2);
      for (let leaf = 0; leaf < leaves; leaf++) free.add(page.readUInt32BE(8 + 4 * leaf));
      trunk = page.readUInt32BE(0);
    }
    return free;
  }

  close(): void {
    closeSync(this.#file);
    if (this.#log !== null) closeSync(this.#log);
  }

  /** Fills `into` with the begin of a page, from the log where it holds the page. */
  #readAt(number: number, into: Buffer, in_file_b: number): void {
    const in_log_b = this.#in_log.get(number);
    if (this.#log !== null && in_log_b !== undefined) readSync(this.#log, into, 0, into.length, in_log_b);
    else readSync(this.#file, into, 0, into.length, in_file_b);
  }
}

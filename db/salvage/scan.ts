// Finds the rows of a damaged study: first along its b-trees, then on the pages that no b-tree leads to any more.
import { type BtreePage, readBtreePage, type StoredRow } from './btree-page.ts';
import type { PageFile } from './page-file.ts';
import { fits, type TableShape } from './table-shapes.ts';

export interface TableRows {
  readonly shape: TableShape;
  readonly rows: readonly StoredRow[];
}

export interface ScanCounts {
  /** Rows on pages of a known table that could not be read, by table. */
  readonly unreadable: ReadonlyMap<string, number>;
  /** Pages that should hold something and could not be read at all, those behind the end of the file among them. */
  readonly lost_pages: number;
}

/** Gives the rows page by page; `counts` is complete when it ends. */
export class Scan {
  readonly #file: PageFile;
  readonly #shapes: readonly TableShape[];
  readonly #seen = new Set<number>();
  readonly #unreadable = new Map<string, number>();
  #lost_pages = 0;

  constructor(file: PageFile, shapes: readonly TableShape[]) {
    this.#file = file;
    this.#shapes = shapes;
  }

  get counts(): ScanCounts {
    return { unreadable: this.#unreadable, lost_pages: this.#lost_pages };
  }

  *rows(): Generator<TableRows> {
    for (const { shape, root } of this.#roots()) yield* this.#below(root, shape);
    yield* this.#others();
  }

  /** The first page of every table that the schema still names. */
  #roots(): { shape: TableShape; root: number }[] {
    const roots: { shape: TableShape; root: number }[] = [];
    const open = [1];
    const visited = new Set<number>();
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      if (visited.has(number)) continue;
      visited.add(number);
      const page = readBtreePage(this.#file, number);
      if (page === null || !page.has_rowid) continue;
      this.#seen.add(number);
      open.push(...page.children);
      for (const { values } of page.rows) {
        const [type, name, , root] = values;
        const shape = type === 'table' ? this.#shapes.find((one) => one.name === name) : undefined;
        if (shape && typeof root === 'number') roots.push({ shape, root });
      }
    }
    return roots;
  }

  *#below(root: number, shape: TableShape): Generator<TableRows> {
    const open = [root];
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      if (this.#seen.has(number)) continue;
      const page = readBtreePage(this.#file, number);
      if (page === null) {
        this.#seen.add(number);
        // Those behind the end of the file are counted together.
        if (number <= this.#file.pages) this.#lost_pages++;
        continue;
      }
      // A damaged pointer may lead anywhere; what is not of this table is left for the search without pointers.
      if (!isOf(page, shape)) continue;
      this.#seen.add(number);
      open.push(...page.children);
      yield this.#taken(page, shape);
    }
  }

  *#others(): Generator<TableRows> {
    const free = this.#file.freePages();
    this.#lost_pages += this.#file.expected_pages - this.#file.pages;
    for (let number = 1; number <= this.#file.pages; number++) {
      if (this.#seen.has(number) || free.has(number)) continue;
      const page = readBtreePage(this.#file, number);
      if (page === null) continue;
      const shape = this.#shapes.find((one) => page.rows.length > 0 && isOf(page, one));
      if (shape !== undefined) yield this.#taken(page, shape);
      else if (page.unreadable > 0) this.#lost_pages++;
    }
  }

  #taken(page: BtreePage, shape: TableShape): TableRows {
    const rows = page.rows.filter((row) => fits(row, shape));
    const lost = page.unreadable + page.rows.length - rows.length;
    if (lost > 0) this.#unreadable.set(shape.name, (this.#unreadable.get(shape.name) ?? 0) + lost);
    return { shape, rows };
  }
}

/** Most of the rows decide: a few may be damaged. A page without rows is of any table of its kind. */
const isOf = ({ rows, has_rowid }: BtreePage, shape: TableShape): boolean =>
  has_rowid === shape.has_rowid && 2 * rows.filter((row) => fits(row, shape)).length >= rows.length;

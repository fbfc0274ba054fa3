// Combinations of levels, one object each: a million rows share a few, found without building a key.
import type { Levels } from '../statistics/analysis.ts';

/** Each level leads to the levels of the next factor, a level of the last factor to the combination. */
type Branch = Map<string, Branch | Levels>;

export class Combinations {
  readonly #factors: readonly string[];
  readonly #root: Branch = new Map();
  readonly #none: Levels = {};

  constructor(factors: readonly string[]) {
    this.#factors = factors;
  }

  /** The trimmed levels in the cells at `columns`, one per factor; null where one is empty. */
  of(cells: readonly string[], columns: readonly number[]): Levels | null {
    let found: Branch | Levels = columns.length === 0 ? this.#none : this.#root;
    for (let f = 0; f < columns.length; f++) {
      const level = (cells[columns[f] as number] as string).trim();
      if (level === '') return null;
      const branch = found as Branch;
      found = branch.get(level) ?? this.#grown(branch, level, cells, columns, f);
    }
    return found as Levels;
  }

  #grown(
    branch: Branch,
    level: string,
    cells: readonly string[],
    columns: readonly number[],
    f: number,
  ): Branch | Levels {
    const is_last = f === columns.length - 1;
    const grown: Branch | Levels = is_last
      ? Object.fromEntries(
          this.#factors.map((name, k) => [name, (cells[columns[k] as number] as string).trim()]),
        )
      : new Map();
    branch.set(level, grown);
    return grown;
  }
}

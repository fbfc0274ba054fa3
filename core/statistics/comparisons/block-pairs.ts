// Pairs the values of two levels of the first factor by block, in each combination of the other factors.
import type { Levels } from '../analysis.ts';
import { meanFrom } from '../descriptives/mean.ts';
import type { StudyCell, StudyCells } from '../model/study-cells.ts';
import type { TidyTable } from '../tidy-table.ts';
import { pairs, sharedCombinations } from './pairing.ts';

export interface BlockPairs {
  readonly a: string;
  readonly b: string;
  /** Levels of the other factors. */
  readonly levels: Levels;
  /**
   * One value per block that has both levels: of_a[i] and of_b[i] are from one block; several rows count as their mean.
   * Relative to the table's first value, which keeps the digits of their differences.
   */
  readonly of_a: readonly number[];
  readonly of_b: readonly number[];
}

/** In the order of the t-tests. Empty without blocks; pairs without a common block are excluded. */
export function blockPairs(study: StudyCells, table: TidyTable): BlockPairs[] {
  const name = study.factors[0]?.name;
  if (table.block === undefined || name === undefined) return [];
  const origin = table.rows[0]?.value ?? 0;
  const by_block = blocksOf(study, table);
  return sharedCombinations(study).flatMap(({ levels, cells }) =>
    pairs(cells).flatMap(([a, b]) => {
      const [blocks_a, blocks_b] = [a, b].map((cell) => by_block.get(keyOf(study, cell.levels)));
      const both = [...(blocks_a ?? [])].flatMap(([block, values]) => {
        const others = blocks_b?.get(block);
        return others ? [[meanFrom(values, origin), meanFrom(others, origin)] as const] : [];
      });
      if (both.length === 0) return [];
      const [of_a, of_b] = [both.map(([x]) => x), both.map(([, y]) => y)];
      return [{ a: a.levels[name] as string, b: b.levels[name] as string, levels, of_a, of_b }];
    }),
  );
}

const keyOf = (study: StudyCells, levels: StudyCell['levels']): string =>
  study.factors.map((factor) => levels[factor.name]).join('\0');

function blocksOf(study: StudyCells, table: TidyTable): Map<string, Map<string, number[]>> {
  const cells = new Map<string, Map<string, number[]>>();
  for (const { levels, block, value } of table.rows) {
    if (block === undefined) continue;
    const key = keyOf(study, levels);
    const cell = cells.get(key) ?? new Map<string, number[]>();
    cells.set(key, cell);
    const values = cell.get(block);
    if (values) values.push(value);
    else cell.set(block, [value]);
  }
  return cells;
}

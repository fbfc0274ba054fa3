// The levels of the first factor compared within blocks by the order of their differences.
import type { SignedRanks, TidyTable } from '../analysis.ts';
import { mean } from './mean.ts';
import { pairs } from './pairs.ts';
import { sharedCombinations } from './shared-combinations.ts';
import type { StudyCell, StudyCells } from './study-cells.ts';
import { wilcoxonSignedRank } from './wilcoxon-signed-rank.ts';

/**
 * Wilcoxon's signed ranks of the blocks that have both levels, within every combination of the other factors; several
 * rows of one cell in one block count as their mean. Empty without blocks; a pair without a block in common, or with
 * no difference in any, is left out.
 */
export function pairwiseSignedRanks(study: StudyCells, table: TidyTable): SignedRanks[] {
  const name = study.factors[0]?.name;
  if (table.block === undefined || name === undefined) return [];
  const by_block = blocksOf(study, table);
  return sharedCombinations(study).flatMap(({ levels, cells }) =>
    pairs(cells).flatMap(([a, b]) => {
      const [of_a, of_b] = [by_block.get(keyOf(study, a.levels)), by_block.get(keyOf(study, b.levels))];
      const both = [...(of_a ?? [])].flatMap(([block, values]) => {
        const others = of_b?.get(block);
        return others ? [[mean(values), mean(others)] as const] : [];
      });
      const test = wilcoxonSignedRank(
        both.map(([x]) => x),
        both.map(([, y]) => y),
      );
      const named = { a: a.levels[name] as string, b: b.levels[name] as string, levels };
      return test === null ? [] : [{ ...named, pairs: both.length, ...test }];
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

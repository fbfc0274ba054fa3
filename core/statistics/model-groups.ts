// The rows of a table as a linear model sees them: coded, and rows it cannot tell apart put together.
import type { TidyTable } from '../analysis.ts';
import type { ModelGroup, ModelShape } from './model-design.ts';
import { naturallySorted } from './natural-order.ts';
import type { StudyCells } from './study-cells.ts';

/** Names of the block and the covariates, beyond which the factors are tested. */
export const besideOf = ({ block, covariates = [] }: Pick<TidyTable, 'block' | 'covariates'>): string[] => [
  ...(block === undefined ? [] : [block]),
  ...covariates,
];

/** Without blocks and covariates the cells are the groups already, whatever the number of rows. */
export function modelGroups(
  study: StudyCells,
  table: TidyTable,
): { readonly groups: readonly ModelGroup[]; readonly shape: ModelShape } {
  const levels = study.factors.map((factor) => factor.levels.length);
  const covariates = (table.covariates ?? []).length;
  if (table.block === undefined && covariates === 0)
    return {
      groups: study.cells.map(({ codes, values }) => ({ codes, values, block: null, covariates: [] })),
      shape: { levels, blocks: 0, covariates: 0 },
    };
  const blocks = naturallySorted(new Set(table.rows.flatMap(({ block }) => block ?? [])));
  return { groups: groupsOf(study, table, blocks), shape: { levels, blocks: blocks.length, covariates } };
}

function groupsOf(study: StudyCells, table: TidyTable, blocks: readonly string[]): ModelGroup[] {
  const number_of_block = new Map(blocks.map((block, index) => [block, index]));
  const coded = study.factors.map(({ name, levels }) => ({
    name,
    code: new Map(levels.map((level, code) => [level, code])),
  }));
  const groups = new Map<string, ModelGroup & { readonly values: number[] }>();
  for (const { levels, value, block, covariates = [] } of table.rows) {
    const codes = coded.map(({ name, code }) => code.get(levels[name] as string) as number);
    const key = `${codes.join()};${block};${covariates.join()}`;
    const group = groups.get(key);
    if (group) group.values.push(value);
    else
      groups.set(key, {
        codes,
        block: block === undefined ? null : (number_of_block.get(block) as number),
        covariates,
        values: [value],
      });
  }
  return [...groups.values()];
}

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

export interface ModelGroups {
  readonly groups: readonly ModelGroup[];
  /** For each group the indices of its rows in the table, in the order of its values. */
  readonly rows: readonly (readonly number[])[];
  readonly shape: ModelShape;
}

export function modelGroups(study: StudyCells, table: TidyTable): ModelGroups {
  const blocks = naturallySorted(new Set(table.rows.flatMap(({ block }) => block ?? [])));
  const number_of_block = new Map(blocks.map((block, index) => [block, index]));
  const coded = study.factors.map(({ name, levels }) => ({
    name,
    code: new Map(levels.map((level, code) => [level, code])),
  }));
  const groups = new Map<string, ModelGroup & { readonly values: number[]; readonly rows: number[] }>();
  for (const [index, { levels, value, block, covariates = [] }] of table.rows.entries()) {
    const codes = coded.map(({ name, code }) => code.get(levels[name] as string) as number);
    const key = `${codes.join()};${block};${covariates.join()}`;
    const group = groups.get(key);
    if (group) {
      group.values.push(value);
      group.rows.push(index);
    } else
      groups.set(key, {
        codes,
        block: block === undefined ? null : (number_of_block.get(block) as number),
        covariates,
        values: [value],
        rows: [index],
      });
  }
  const found = [...groups.values()];
  return {
    groups: found,
    rows: found.map(({ rows }) => rows),
    shape: {
      levels: study.factors.map((factor) => factor.levels.length),
      blocks: blocks.length,
      covariates: (table.covariates ?? []).length,
    },
  };
}

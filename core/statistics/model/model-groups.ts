// Codes the rows of a table for a linear model, and groups rows that are equal to it.

import { AuditError } from '../../errors.ts';
import type { Levels } from '../analysis.ts';
import { naturallySorted } from '../descriptives/natural-order.ts';
import type { TidyTable } from '../tidy-table.ts';
import type { ModelGroup, ModelShape } from './model-design.ts';
import type { StudyCells } from './study-cells.ts';

/** Upper limit of blocks (days, machines, operators); least squares with more takes minutes. */
const MOST_BLOCKS = 200;
/** Largest design, rows by columns: half a minute and under 2 GiB. */
const MOST_ENTRIES = 40_000_000;

/** Names of the block and the covariates for which the factors are adjusted. */
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

type Growing = ModelGroup & { readonly values: number[]; readonly rows: number[] };

/** AuditError('analysis') for more than 200 blocks or a design too large for memory. */
export function modelGroups(study: StudyCells, table: TidyTable): ModelGroups {
  const is_plain = besideOf(table).length === 0;
  const blocks = naturallySorted(
    new Set(table.block === undefined ? [] : table.rows.flatMap(({ block }) => block ?? [])),
  );
  if (blocks.length > MOST_BLOCKS)
    throw refuse(
      `at most ${MOST_BLOCKS} blocks; ${table.block} has ${blocks.length}: a different value in each row is not a block`,
    );
  const number_of_block = new Map(blocks.map((block, index) => [block, index]));
  const found: Growing[] = [];
  const of_codes = new Map<string, Map<string, Growing>>();
  // Rows that share one levels object, as in a parsed file, are coded together.
  const of_levels = new Map<Levels, { codes: readonly number[]; own: Map<string, Growing> }>();
  const coded = codesOf(study);
  table.rows.forEach(({ levels, value, block, covariates = [] }, index) => {
    let known = of_levels.get(levels);
    if (!known) {
      const codes = coded(levels);
      const own = of_codes.get(codes.join()) ?? new Map<string, Growing>();
      of_codes.set(codes.join(), own);
      known = { codes, own };
      of_levels.set(levels, known);
    }
    const key = is_plain ? '' : `${block};${covariates.join()}`;
    let group = known.own.get(key);
    if (!group) {
      const its_block = block === undefined ? null : (number_of_block.get(block) as number);
      group = { codes: known.codes, block: its_block, covariates, values: [], rows: [] };
      known.own.set(key, group);
      found.push(group);
    }
    group.values.push(value);
    group.rows.push(index);
  });
  const shape = {
    levels: study.factors.map((factor) => factor.levels.length),
    blocks: blocks.length,
    covariates: (table.covariates ?? []).length,
  };
  requireSize(found.length, shape);
  return { groups: found, rows: found.map(({ rows }) => rows), shape };
}

function codesOf({ factors }: StudyCells): (levels: Levels) => number[] {
  const maps = factors.map(({ name, levels }) => ({
    name,
    code: new Map(levels.map((level, code) => [level, code])),
  }));
  return (levels) => maps.map(({ name, code }) => code.get(levels[name] as string) as number);
}

function requireSize(groups: number, { levels, blocks, covariates }: ModelShape): void {
  const columns = levels.reduce((product, count) => product * count, 1) + blocks + covariates;
  if (groups * columns > MOST_ENTRIES)
    throw refuse(
      `a model of at most ${MOST_ENTRIES} entries, not ${groups} different rows by ${columns} columns: round the covariates, or choose fewer factors`,
    );
}

const refuse = (text: string): AuditError => new AuditError('analysis', `The analysis accepts ${text}.`);

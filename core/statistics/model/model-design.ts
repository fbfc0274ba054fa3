// A linear model's data as weighted columns: the factors' terms, additive blocks and covariates, one row for equal rows.

import { meanFrom } from '../descriptives/mean.ts';
import { sum } from '../descriptives/sum.ts';
import { sumOfSquares } from '../descriptives/sum-of-squares.ts';
import { allTerms, type Term, termColumns } from './design-columns.ts';

/** Rows that are equal to the model, as one group. */
export interface ModelGroup {
  /** Index of each factor's level. */
  readonly codes: readonly number[];
  /** Index of the block; null without blocks. */
  readonly block: number | null;
  readonly covariates: readonly number[];
  readonly values: readonly number[];
}

export interface ModelShape {
  /** Number of levels of each factor. */
  readonly levels: readonly number[];
  /** 0 without blocks. */
  readonly blocks: number;
  readonly covariates: number;
}

/**
 * Every column and `y` carry the root of their group's size, so that least squares on them is least squares on all
 * rows.
 */
export interface ModelDesign {
  readonly intercept: readonly number[][];
  /** Sum-to-zero coding. */
  readonly blocks: readonly number[][];
  /** Around their means over all rows. */
  readonly covariates: readonly number[][];
  readonly of_term: ReadonlyMap<Term, readonly number[][]>;
  /** Group means minus the grand mean. */
  readonly y: readonly number[];
  /** The mean of all rows, which `y` is relative to. */
  readonly grand: number;
  /** Number of rows. */
  readonly n: number;
  /** Sum of squares within the groups. */
  readonly within: number;
}

export function modelDesign(groups: readonly ModelGroup[], shape: ModelShape): ModelDesign {
  const shift = groups[0]?.values[0] ?? 0;
  const sizes = groups.map(({ values }) => values.length);
  const n = sum(sizes);
  const weights = sizes.map(Math.sqrt);
  const weighted = (column: readonly number[]): number[] => column.map((v, g) => v * (weights[g] as number));
  const means = groups.map(({ values }) => meanFrom(values, shift));
  const grand = sum(means.map((one, g) => one * (sizes[g] as number))) / n;
  const codes = groups.map((group) => group.codes);
  const terms = allTerms(shape.levels.length);
  return {
    intercept: [weighted(groups.map(() => 1))],
    blocks: termColumns(
      [0],
      groups.map(({ block }) => [block ?? 0]),
      [Math.max(1, shape.blocks)],
    ).map(weighted),
    covariates: Array.from({ length: shape.covariates }, (_, k) => weighted(centred(groups, k))),
    of_term: new Map(terms.map((term) => [term, termColumns(term, codes, shape.levels).map(weighted)])),
    y: weighted(means.map((one) => one - grand)),
    grand: grand + shift,
    n,
    within: sum(groups.map(({ values }) => sumOfSquares(values))),
  };
}

/**
 * A covariate around its mean over all rows, scaled to its largest distance, so that its unit does not affect
 * dependence.
 */
function centred(groups: readonly ModelGroup[], k: number): number[] {
  const n = sum(groups.map(({ values }) => values.length));
  const centre = sum(groups.map(({ covariates, values }) => (covariates[k] as number) * values.length)) / n;
  const off = groups.map(({ covariates }) => (covariates[k] as number) - centre);
  const largest = off.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return off.map((value) => (largest > 0 ? value / largest : 0));
}

// Factorial analysis of variance adjusted for blocks and covariates, such as the day and the temperature.

import { sum } from '../descriptives/sum.ts';
import { fUpperTail } from '../distributions/fisher-f.ts';
import { contains, type Term } from './design-columns.ts';
import { type Factorisation, factorise, leastSquaresEffects } from './least-squares-effects.ts';
import { type ModelGroup, type ModelShape, modelDesign } from './model-design.ts';

/** A line of the table: a term of the factors, the blocks, or the covariate of that index. */
export type ModelPart = { readonly term: Term } | { readonly blocks: true } | { readonly covariate: number };

export interface ModelTest {
  readonly part: ModelPart;
  readonly ss: number;
  readonly df: number;
  readonly f: number | null;
  readonly p: number | null;
}

export interface ModelAnova {
  readonly tests: readonly ModelTest[];
  readonly ss_residual: number;
  readonly df_residual: number;
  /** Around the grand mean. */
  readonly ss_total: number;
}

/**
 * Least squares for all terms of the factors, additive blocks and covariates. Type II: each term adjusted for blocks,
 * covariates and all terms that do not contain it; type III: for everything else. Blocks and covariates: for everything
 * else in both. As comparisons of R's lm() fits under contr.sum. Covariates are centred, so that type III refers to
 * their mean.
 */
export function linearModelAnova(
  groups: readonly ModelGroup[],
  shape: ModelShape,
  ss_type: 2 | 3,
): ModelAnova {
  const { intercept, blocks, covariates, of_term, y, n, within } = modelDesign(groups, shape);
  const all = [...intercept, ...blocks, ...covariates, ...[...of_term.values()].flat()];

  const whole = factorise(all, y);
  // A rotation changes no sum of squares, so the tests work on the few rows of R instead of all groups.
  const turned = new Map(all.map((column, j) => [column, inRowsOfR(whole, j)]));
  const z = Array.from(whole.z);
  const ss_residual = within + whole.rest;
  const df_residual = n - whole.z.length;

  function tested(part: ModelPart, base: readonly number[][], own: readonly number[][]): ModelTest {
    const effects = leastSquaresEffects(
      [...base, ...own].map((column) => turned.get(column) as number[]),
      z,
    )
      .slice(base.length)
      .filter((effect) => effect !== null);
    const [ss, df] = [sum(effects.map((effect) => effect ** 2)), effects.length];
    const f = ss / df / (ss_residual / df_residual);
    const can = df > 0 && df_residual > 0 && ss_residual > 0 && Number.isFinite(f);
    return { part, ss, df, f: can ? f : null, p: can ? fUpperTail(f, df, df_residual) : null };
  }

  const of_factors = [...of_term.values()].flat();
  const others = (k: number): number[][] => covariates.filter((_, other) => other !== k);
  return {
    tests: [
      ...[...of_term].map(([term, columns]) => {
        const before = [...of_term].filter(
          ([other]) => other !== term && (ss_type === 3 || !contains(other, term)),
        );
        const base = [...intercept, ...blocks, ...covariates, ...before.flatMap(([, own]) => own)];
        return tested({ term }, base, columns);
      }),
      ...(shape.blocks > 1
        ? [tested({ blocks: true }, [...intercept, ...covariates, ...of_factors], blocks)]
        : []),
      ...covariates.map((own, k) =>
        tested({ covariate: k }, [...intercept, ...blocks, ...others(k), ...of_factors], [own]),
      ),
    ],
    ss_residual,
    df_residual,
    ss_total: sum(y.map((value) => value ** 2)) + within,
  };
}

/** Column `j` in the coordinates of Q: exactly 0 below its own row. */
function inRowsOfR({ r, rows, z }: Factorisation, j: number): number[] {
  const last = rows[j] ?? z.length - 1;
  return Array.from({ length: z.length }, (_, i) => (i <= last ? ((r[j] as Float64Array)[i] as number) : 0));
}

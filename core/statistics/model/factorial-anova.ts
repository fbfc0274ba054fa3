// Analysis of variance of several factors with their interactions, also with unequal cell sizes.

import { meanFrom } from '../descriptives/mean.ts';
import { sum } from '../descriptives/sum.ts';
import { sumOfSquares } from '../descriptives/sum-of-squares.ts';
import { fUpperTail } from '../distributions/fisher-f.ts';
import { allTerms, contains, type Term, termColumns } from './design-columns.ts';
import { leastSquaresEffects } from './least-squares-effects.ts';

/** The four-factor model with five levels each has 625 columns; more is neither readable nor quick. */
export const MOST_FACTORS = 4;

export interface TermTest {
  readonly term: Term;
  readonly ss: number;
  /** Fewer than the full number where empty cells leave a part of the term not estimable; 0 for all of it. */
  readonly df: number;
  readonly f: number | null;
  readonly p: number | null;
}

export interface FactorialAnova {
  readonly terms: readonly TermTest[];
  readonly ss_residual: number;
  readonly df_residual: number;
  /** Around the grand mean. */
  readonly ss_total: number;
}

/**
 * Full factorial analysis of variance of type II (each term adjusted for all terms that do not contain it) or type III
 * (each term adjusted for all others, sum-to-zero coding). Same answers as R's model comparisons of lm(); see S.
 * Searle, Linear Models for Unbalanced Data (1987). With equal cell sizes both types agree.
 *
 * The full model fits every cell mean, so the residual is the scatter within cells and the terms are found by least
 * squares on the cell means weighted by the cells' sizes: exact, and independent of the number of rows.
 * Type III has no meaning with empty cells (its answer would depend on the coding); use type II there.
 */
export function factorialAnova(
  cells: readonly { readonly codes: readonly number[]; readonly values: readonly number[] }[],
  levels: readonly number[],
  ss_type: 2 | 3,
): FactorialAnova {
  if (levels.length > MOST_FACTORS)
    throw new RangeError(`at most ${MOST_FACTORS} factors, not ${levels.length}`);
  const shift = cells[0]?.values[0] ?? 0;
  const sizes = cells.map((cell) => cell.values.length);
  const n = sum(sizes);
  const means = cells.map((cell) => meanFrom(cell.values, shift));
  const grand = sum(means.map((m, c) => m * (sizes[c] as number))) / n;
  const weights = sizes.map(Math.sqrt);
  const y = means.map((m, c) => (m - grand) * (weights[c] as number));

  const ss_residual = sum(cells.map((cell) => sumOfSquares(cell.values)));
  const df_residual = n - cells.length;
  const codes = cells.map((cell) => cell.codes);
  const terms = allTerms(levels.length);
  const columns = new Map(
    [[], ...terms].map((term): [Term, number[][]] => [
      term,
      termColumns(term, codes, levels).map((column) => column.map((v, c) => v * (weights[c] as number))),
    ]),
  );
  return {
    terms: terms.map((term) => {
      const before = [...columns].filter(
        ([other]) => other !== term && (ss_type === 3 || !contains(other, term)),
      );
      const base = before.flatMap(([, own]) => own);
      const effects = leastSquaresEffects([...base, ...(columns.get(term) as number[][])], y)
        .slice(base.length)
        .filter((effect) => effect !== null);
      const ss = sum(effects.map((effect) => effect ** 2));
      return { term, ss, df: effects.length, ...test(ss, effects.length, ss_residual, df_residual) };
    }),
    ss_residual,
    df_residual,
    ss_total: sum(y.map((value) => value ** 2)) + ss_residual,
  };
}

/** Null where the divisor is missing: no degrees of freedom, or no scatter within the cells. */
function test(
  ss: number,
  df: number,
  ss_residual: number,
  df_residual: number,
): { f: number | null; p: number | null } {
  const f = ss / df / (ss_residual / df_residual);
  return df > 0 && df_residual > 0 && Number.isFinite(f)
    ? { f, p: fUpperTail(f, df, df_residual) }
    : { f: null, p: null };
}

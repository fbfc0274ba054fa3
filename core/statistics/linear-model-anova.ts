// Factorial analysis of variance with blocks and covariates: what the factors explain beyond the day and the temperature.
import { allTerms, contains, type Term, termColumns } from './design-columns.ts';
import { fUpperTail } from './fisher-f.ts';
import { leastSquaresEffects } from './least-squares-effects.ts';
import { meanFrom } from './mean.ts';
import { sum } from './sum.ts';
import { sumOfSquares } from './sum-of-squares.ts';

export interface ModelRow {
  /** Index of each factor's level. */
  readonly codes: readonly number[];
  /** Index of the block; null without blocks. */
  readonly block: number | null;
  readonly covariates: readonly number[];
  readonly value: number;
}

export interface ModelShape {
  /** Number of levels of each factor. */
  readonly levels: readonly number[];
  /** 0 without blocks. */
  readonly blocks: number;
  readonly covariates: number;
}

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

/** Rows that the model cannot tell apart, as one: their mean, weighted by the root of their number. */
interface Group {
  readonly row: ModelRow;
  readonly values: number[];
}

/**
 * Least squares for all terms of the factors, additive blocks and covariates. Type II: each term beyond all terms that do not
 * contain it, blocks and covariates; type III: beyond everything else. Blocks and covariates beyond everything else in both.
 * As comparisons of R's lm() fits under contr.sum. Covariates are centred, so that type III speaks of their mean.
 */
export function linearModelAnova(rows: readonly ModelRow[], shape: ModelShape, ss_type: 2 | 3): ModelAnova {
  const shift = rows[0]?.value ?? 0;
  const groups = groupsOf(rows);
  const sizes = groups.map(({ values }) => values.length);
  const weights = sizes.map(Math.sqrt);
  const means = groups.map(({ values }) => meanFrom(values, shift));
  const grand = sum(means.map((one, g) => one * (sizes[g] as number))) / rows.length;
  const y = means.map((one, g) => (one - grand) * (weights[g] as number));
  const within = sum(groups.map(({ values }) => sumOfSquares(values)));
  const weighted = (column: readonly number[]): number[] => column.map((v, g) => v * (weights[g] as number));

  const codes = groups.map(({ row }) => row.codes);
  const terms = allTerms(shape.levels.length);
  const of_term = new Map(terms.map((term) => [term, termColumns(term, codes, shape.levels).map(weighted)]));
  const intercept = [weighted(groups.map(() => 1))];
  const blocks = termColumns(
    [0],
    groups.map(({ row }) => [row.block ?? 0]),
    [Math.max(1, shape.blocks)],
  ).map(weighted);
  const covariates = Array.from({ length: shape.covariates }, (_, k) => weighted(centred(groups, k)));
  const all = [...intercept, ...blocks, ...covariates, ...[...of_term.values()].flat()];

  const whole = leastSquaresEffects(all, y);
  const explained = sum(whole.map((effect) => (effect ?? 0) ** 2));
  const total_between = sum(y.map((value) => value ** 2));
  const ss_residual = within + Math.max(0, total_between - explained);
  const df_residual = rows.length - whole.filter((effect) => effect !== null).length;

  function tested(part: ModelPart, base: readonly number[][], own: readonly number[][]): ModelTest {
    const effects = leastSquaresEffects([...base, ...own], y)
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
      ...terms.map((term) => {
        const before = [...of_term].filter(
          ([other]) => other !== term && (ss_type === 3 || !contains(other, term)),
        );
        const base = [...intercept, ...blocks, ...covariates, ...before.flatMap(([, own]) => own)];
        return tested({ term }, base, of_term.get(term) as number[][]);
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
    ss_total: total_between + within,
  };
}

function groupsOf(rows: readonly ModelRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = `${row.codes.join()};${row.block};${row.covariates.join()}`;
    const group = groups.get(key);
    if (group) group.values.push(row.value);
    else groups.set(key, { row, values: [row.value] });
  }
  return [...groups.values()];
}

/** A covariate around its mean over all rows, scaled to its largest distance: its unit is not to decide what is dependent. */
function centred(groups: readonly Group[], k: number): number[] {
  const n = sum(groups.map(({ values }) => values.length));
  const centre = sum(groups.map(({ row, values }) => (row.covariates[k] as number) * values.length)) / n;
  const off = groups.map(({ row }) => (row.covariates[k] as number) - centre);
  const largest = off.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return off.map((value) => (largest > 0 ? value / largest : 0));
}

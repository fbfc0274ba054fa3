// Means of levels as if all combinations had been run equally often, and the first factor's simple effects.
import type { EstimatedMean, Interval, Levels, SimpleEffect } from '../analysis.ts';
import { fUpperTail } from '../distributions/fisher-f.ts';
import { tUpperQuantile } from '../distributions/student-t.ts';
import { holm } from '../tests/holm.ts';
import type { Term } from './design-columns.ts';
import type { MarginalModel } from './marginal-model.ts';
import type { StudyCells } from './study-cells.ts';

export interface Estimated {
  readonly means: readonly EstimatedMean[];
  readonly simple: readonly SimpleEffect[];
}

/**
 * Estimated marginal means of every level of every factor and of every pair of factors' levels: the model's predictions
 * averaged over the grid of the other factors with equal weights, with t intervals at 1 - alpha from the residual mean
 * square (R's emmeans). Null where an empty cell leaves a mean undetermined, or nothing scatters.
 *
 * Simple effects: F of the first factor within each combination of the others, against the whole model's residual;
 * Holm's correction over the combinations. Empty for one factor, whose simple effect is the headline's test.
 */
export function estimatedMeans(study: StudyCells, model: MarginalModel, alpha: number): Estimated {
  if (study.factors.length === 0) return { means: [], simple: [] };
  return { means: meansOf(study, model, alpha), simple: simpleEffects(study, model) };
}

function meansOf(study: StudyCells, model: MarginalModel, alpha: number): EstimatedMean[] {
  const { ms_residual, df_residual } = model;
  const known = df_residual > 0 && ms_residual > 0;
  const critical = known ? tUpperQuantile(alpha / 2, df_residual) : null;
  const grid = gridOf(study.factors.map(({ levels }) => levels.length));
  const indices = study.factors.map((_, f) => f);
  const terms: Term[] = [
    ...indices.map((f) => [f]),
    ...indices.flatMap((f) => indices.slice(f + 1).map((g) => [f, g])),
  ];
  return terms.flatMap((term) =>
    gridOf(term.map((f) => study.factors[f]?.levels.length as number)).map((at) => {
      const cells = grid.filter((codes) => term.every((f, i) => codes[f] === at[i]));
      const found = model.predict(cells);
      const se = found === null || !known ? null : found.scale * Math.sqrt(ms_residual);
      const mean = found?.mean ?? null;
      const half = se === null || critical === null ? null : critical * se;
      const ci: Interval | null = mean === null || half === null ? null : [mean - half, mean + half];
      return { levels: named(study, term, at), mean, se, df: df_residual, ci };
    }),
  );
}

function simpleEffects(study: StudyCells, model: MarginalModel): SimpleEffect[] {
  const [first, ...others] = study.factors;
  if (!first || others.length === 0) return [];
  const { ms_residual, df_residual } = model;
  const present = new Set(study.cells.map(({ codes }) => codes.join()));
  const rest = others.map((_, f) => f + 1);
  const found = gridOf(others.map(({ levels }) => levels.length)).map((at) => {
    const cells = first.levels.map((_, code) => [code, ...at]).filter((codes) => present.has(codes.join()));
    const compared = cells.length > 1 ? model.compare(cells) : null;
    const f = compared === null ? Number.NaN : compared.ss / compared.df / ms_residual;
    const can = compared !== null && df_residual > 0 && ms_residual > 0 && Number.isFinite(f);
    return {
      term: first.name,
      levels: named(study, rest, at),
      f: can ? f : null,
      df1: compared?.df ?? Math.max(0, cells.length - 1),
      df2: df_residual,
      p: can ? fUpperTail(f, compared.df, df_residual) : null,
    };
  });
  const adjusted = holm(found.map(({ p }) => p));
  return found.map((one, i) => ({ ...one, p_holm: adjusted[i] ?? null }));
}

const named = (study: StudyCells, term: Term, at: readonly number[]): Levels =>
  Object.fromEntries(
    term.map((f, i) => {
      const factor = study.factors[f];
      return [factor?.name as string, factor?.levels[at[i] as number] as string];
    }),
  );

/** All combinations of codes, last factor fastest. */
const gridOf = (counts: readonly number[]): number[][] =>
  counts.reduce<number[][]>(
    (rows, count) => rows.flatMap((row) => Array.from({ length: count }, (_, code) => [...row, code])),
    [[]],
  );

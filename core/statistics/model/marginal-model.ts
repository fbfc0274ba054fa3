// Predictions of the fitted model: means of cells and levels, adjusted for the block and the covariates.

import { deviations } from '../descriptives/mean.ts';
import { sum } from '../descriptives/sum.ts';
import { termColumns } from './design-columns.ts';
import { factorise, leastSquaresEffects } from './least-squares-effects.ts';
import { type ModelGroup, type ModelShape, modelDesign } from './model-design.ts';

/** Share of a coordinate by which a combination may miss the span of the data and still be called estimable. */
const TOLERANCE = 1e-7;

export interface Prediction {
  readonly mean: number;
  /** Standard error over the residual standard deviation. */
  readonly scale: number;
}

export interface GroupResiduals {
  readonly fitted: number;
  readonly residuals: readonly number[];
  readonly leverage: number;
}

export interface MarginalModel {
  readonly ms_residual: number;
  readonly df_residual: number;
  /** For each group: the residuals of its values, and the leverage of one of them (h, 0 to 1). */
  readonly residuals: () => readonly GroupResiduals[];
  /** Equally weighted mean of the predictions of `cells`; null where the data do not determine it. */
  readonly predict: (cells: readonly (readonly number[])[]) => Prediction | null;
  /** The prediction for `a` minus that for `b`, computed without cancellation. */
  readonly contrast: (
    a: readonly (readonly number[])[],
    b: readonly (readonly number[])[],
  ) => Prediction | null;
  /** Sum of squares and degrees of freedom of the hypothesis that all `cells` have one mean; null as above. */
  readonly compare: (
    cells: readonly (readonly number[])[],
  ) => { readonly ss: number; readonly df: number } | null;
}

/**
 * Least squares of the full factorial model with additive blocks and covariates. Predictions are at the covariates'
 * means and averaged over the blocks with equal weights, as R's emmeans takes them (S. Searle, F. Speed, G. Milliken,
 * The American Statistician 34 (1980) 216-221).
 */
export function marginalModel(groups: readonly ModelGroup[], shape: ModelShape): MarginalModel {
  const design = modelDesign(groups, shape);
  const { intercept, blocks, covariates, of_term, y, n, within, grand } = design;
  const beside = blocks.length + covariates.length;
  const columns = [...intercept, ...blocks, ...covariates, ...[...of_term.values()].flat()];
  const { rows, r, z, rest } = factorise(columns, y);
  const df_residual = n - z.length;

  // Sum-to-zero columns of the blocks average to 0, covariates are centred: both are 0 in a prediction.
  const combination = (codes: readonly number[]): number[] => [
    1,
    ...Array.from({ length: beside }, () => 0),
    ...[...of_term.keys()].flatMap((term) =>
      termColumns(term, [codes], shape.levels).map((column) => column[0] as number),
    ),
  ];
  /** m with R'm = l, so that the prediction is m'z; null when l lies outside the rows of the data. */
  const coordinates = (l: readonly number[]): Float64Array | null => {
    const m = new Float64Array(z.length);
    for (const [j, row] of rows.entries()) {
      const own = r[j] as Float64Array;
      let known = 0;
      for (let i = 0; i < (row ?? z.length); i++) known += (own[i] as number) * (m[i] as number);
      if (row !== null) m[row] = ((l[j] as number) - known) / (own[row] as number);
      else if (Math.abs((l[j] as number) - known) > TOLERANCE) return null;
    }
    return m;
  };
  const average = (cells: readonly (readonly number[])[]): number[] => {
    const all = cells.map(combination);
    return columns.map((_, j) => sum(all.map((l) => l[j] as number)) / cells.length);
  };
  return {
    ms_residual: (within + rest) / df_residual,
    df_residual,
    residuals: () =>
      groups.map(({ values }, g) => {
        const weight = Math.sqrt(values.length);
        // A row of the data is always within their span.
        const m = coordinates(columns.map((column) => (column[g] as number) / weight)) as Float64Array;
        const from_grand = dot(m, z);
        const off = (y[g] as number) / weight - from_grand;
        return {
          fitted: grand + from_grand,
          residuals: deviations(values).map((value) => value + off),
          leverage: dot(m, m),
        };
      }),
    predict: (cells) => {
      const m = coordinates(average(cells));
      if (m === null) return null;
      return { mean: grand + dot(m, z), scale: Math.sqrt(dot(m, m)) };
    },
    contrast: (a, b) => {
      const [of_a, of_b] = [average(a), average(b)];
      const m = coordinates(of_a.map((value, j) => value - (of_b[j] as number)));
      return m && { mean: dot(m, z), scale: Math.sqrt(dot(m, m)) };
    },
    compare: ([first, ...others]) => {
      if (first === undefined) return null;
      const base = combination(first);
      const contrasts = others.map((codes) =>
        coordinates(combination(codes).map((value, j) => value - (base[j] as number))),
      );
      const all = contrasts.filter((m) => m !== null);
      if (all.length < contrasts.length) return null;
      const effects = leastSquaresEffects(
        all.map((m) => Array.from(m)),
        Array.from(z),
      ).filter((effect) => effect !== null);
      return { ss: sum(effects.map((effect) => effect ** 2)), df: effects.length };
    },
  };
}

const dot = (a: Float64Array, b: Float64Array): number => sum(a.map((value, i) => value * (b[i] as number)));

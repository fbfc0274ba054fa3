// The observations behind a box plot: finished trials by cell, with the five-number summary of each box.

import type { ReportModel } from '../../../core/report/model.ts';
import type { Levels } from '../../../core/statistics/analysis.ts';
import { quantile } from '../../../core/statistics/descriptives/quantile.ts';
import { tidyTrials } from '../../../core/study/tidy-trials.ts';
import { responseOf } from '../words.ts';

export interface ObservedCell {
  readonly levels: Levels;
  readonly values: readonly number[];
  readonly min: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly max: number;
}

/** Cells in the order of the analysis, or else of first appearance; cells without an observation are skipped. */
export function observedCells(model: ReportModel): ObservedCell[] {
  const { study } = model;
  const { rows } = tidyTrials(study.trials, responseOf(model), study.factors);
  const keyOf = (levels: Levels): string =>
    JSON.stringify(study.factors.map((factor) => levels[factor] ?? ''));
  const known = [
    ...(study.analysis?.groups ?? []).map((group) => group.levels),
    ...rows.map((row) => row.levels),
  ];
  const cells = new Map(known.map((levels) => [keyOf(levels), { levels, values: [] as number[] }]));
  for (const row of rows) cells.get(keyOf(row.levels))?.values.push(row.value);
  return [...cells.values()]
    .filter(({ values }) => values.length > 0)
    .map(({ levels, values }) => {
      const sorted = [...values].sort((a, b) => a - b);
      const [min, q1, median, q3, max] = [0, 0.25, 0.5, 0.75, 1].map((share) => quantile(sorted, share));
      return { levels, values, min: min ?? 0, q1: q1 ?? 0, median: median ?? 0, q3: q3 ?? 0, max: max ?? 0 };
    });
}

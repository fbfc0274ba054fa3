// Points of the drift figure: each trial's deviation from its cell over the run order.

import type { Levels } from '../statistics/analysis.ts';
import { mean } from '../statistics/descriptives/mean.ts';
import { type Response, responseValue } from '../study/responses.ts';
import type { TrialRow } from '../study/trial-row.ts';
import { doneCells } from './cells.ts';

export interface DriftPoint {
  readonly order: number;
  readonly levels: Levels;
  /** Partial residual, in the unit of the response. */
  readonly deviation: number;
}

/**
 * Partial residuals of the analysis of covariance with a mean for every cell and one `slope` over the run order: a
 * trial's value minus its cell's mean, plus the slope times the distance of the cell's mean order from the mean order
 * of all. They scatter around the line of that slope through 0 at `middle`, the mean order.
 */
export function driftPoints(
  rows: readonly TrialRow[],
  factors: readonly string[],
  response: Response,
  slope: number,
): { points: readonly DriftPoint[]; middle: number } {
  const cells = doneCells(rows, factors).map(({ levels, trials }) => ({
    levels,
    trials: trials.flatMap((trial) => {
      const value = responseValue(trial, response);
      return value === null ? [] : [{ order: trial.order, value }];
    }),
  }));
  const orders = cells.flatMap(({ trials }) => trials.map(({ order }) => order));
  if (orders.length === 0) return { points: [], middle: 0 };
  const middle = mean(orders);
  const points = cells.flatMap(({ levels, trials }) => {
    if (trials.length === 0) return [];
    const mean_value = mean(trials.map(({ value }) => value));
    const shift = slope * (mean(trials.map(({ order }) => order)) - middle);
    return trials.map(({ order, value }) => ({ order, levels, deviation: value - mean_value + shift }));
  });
  return { points, middle };
}

// Draws a sum over planned trials: cells already seen by their own mean, others by regression.

import { drawFrom } from './cholesky.ts';
import { type Columns, columnsFor, type ForecastCell } from './columns.ts';
import type { Draws } from './draws.ts';

export interface SeenValue extends ForecastCell {
  /** Above 0, in any unit. */
  readonly value: number;
}

export interface PlannedCell extends ForecastCell {
  /** Trials still to come. */
  readonly count: number;
}

/** Scatter between trials of a cell, in logarithms, before any is seen: 10 %, worth five observations. */
const WITHIN = { sd: 0.1, df: 5 } as const;
/** Scatter of cells around the regression, in logarithms, before any is seen: 15 %, worth four cells. */
const BETWEEN = { sd: 0.15, df: 4 } as const;
/** More trials of one cell than this are drawn as one normal approximation of their sum. */
const DRAWN_ONE_BY_ONE = 8;

interface SeenCell {
  readonly x: readonly number[];
  readonly n: number;
  readonly mean: number;
}

/**
 * log value = columns x coefficients + deviation of the cell + scatter of the trial, the last two normal with unknown
 * variances (hierarchical linear model: Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 15). Each draw takes the
 * variances from their scaled inverse chi squared, then coefficients, then cells, then trials; deviations are drawn once
 * for each cell, because all its trials share them. Returns `draws_count` sums, unordered.
 */
export function drawTotals(
  seen: readonly SeenValue[],
  planned: readonly PlannedCell[],
  draws: Draws,
  draws_count: number,
): Float64Array {
  const columns = columnsFor([...seen, ...planned]);
  const { cells, within_ss, within_df } = sortSeen(seen, columns);
  const y0 = [...cells.values()].reduce((sum, { mean }) => sum + mean, 0) / Math.max(1, cells.size);
  const list = [...cells.values()].map((cell) => ({ ...cell, mean: cell.mean - y0 }));
  const between = betweenCells(list, columns, within_ss, within_df);
  const places = planned.map((cell) => {
    const own = cells.get(keyOf(cell));
    const seen_cell = own === undefined ? null : { n: own.n, mean: own.mean - y0 };
    return { x: columns.of(cell), count: cell.count, seen_cell };
  });
  return Float64Array.from({ length: draws_count }, () => {
    const within = scaledInverse(WITHIN, within_ss, within_df, draws);
    const spread = scaledInverse(BETWEEN, between.ss, between.df, draws);
    const beta = coefficients(list, columns, (n) => spread + within / n, draws);
    let total = 0;
    for (const { x, count, seen_cell } of places) {
      const line = dot(x, beta);
      const own = seen_cell === null ? 0 : spread / (spread + within / seen_cell.n);
      const shift = seen_cell === null ? 0 : own * (seen_cell.mean - line);
      const at = line + shift + draws.normal() * Math.sqrt(spread * (1 - own));
      total += sumOfTrials(at + y0, within, count, draws);
    }
    return total;
  });
}

function sumOfTrials(at: number, within: number, count: number, draws: Draws): number {
  const sd = Math.sqrt(within);
  let sum = 0;
  if (count <= DRAWN_ONE_BY_ONE) for (let i = 0; i < count; i++) sum += Math.exp(at + sd * draws.normal());
  else {
    const mean = Math.exp(at + within / 2);
    sum = Math.max(0, count * mean + Math.sqrt(count * Math.expm1(within)) * mean * draws.normal());
  }
  return sum;
}

function sortSeen(
  seen: readonly SeenValue[],
  columns: Columns,
): { cells: Map<string, SeenCell>; within_ss: number; within_df: number } {
  const logs = new Map<string, { cell: SeenValue; values: number[] }>();
  for (const one of seen) {
    const found = logs.get(keyOf(one));
    if (found) found.values.push(Math.log(one.value));
    else logs.set(keyOf(one), { cell: one, values: [Math.log(one.value)] });
  }
  let [within_ss, within_df] = [0, 0];
  const cells = new Map<string, SeenCell>();
  for (const [key, { cell, values }] of logs) {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    within_ss += values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    within_df += values.length - 1;
    cells.set(key, { x: columns.of(cell), n: values.length, mean });
  }
  return { cells, within_ss, within_df };
}

/** Deviation of the cells from the regression in excess of the scatter of their trials. */
function betweenCells(cells: readonly SeenCell[], columns: Columns, within_ss: number, within_df: number) {
  const df = Math.max(0, cells.length - columns.prior.length);
  const within = (WITHIN.df * WITHIN.sd ** 2 + within_ss) / (WITHIN.df + within_df);
  const beta = coefficients(cells, columns, (n) => BETWEEN.sd ** 2 + within / n, null);
  const rss = cells.reduce((sum, cell) => sum + (cell.mean - dot(cell.x, beta)) ** 2, 0);
  const expected = cells.reduce((sum, { n }) => sum + within / n, 0) * (df / Math.max(1, cells.length));
  return { df, ss: df === 0 ? 0 : Math.max(0, rss - expected) };
}

function coefficients(
  cells: readonly SeenCell[],
  { prior }: Columns,
  variance: (n: number) => number,
  draws: Draws | null,
): number[] {
  const a = prior.map(({ sd }, i) => prior.map((_, j) => (i === j ? 1 / sd ** 2 : 0)));
  const b = prior.map(({ mean, sd }) => mean / sd ** 2);
  for (const { x, n, mean } of cells) {
    const weight = 1 / variance(n);
    for (let i = 0; i < x.length; i++) {
      const xi = (x[i] as number) * weight;
      b[i] = (b[i] as number) + xi * mean;
      for (let j = 0; j < x.length; j++)
        (a[i] as number[])[j] = ((a[i] as number[])[j] as number) + xi * (x[j] as number);
    }
  }
  return drawFrom(a, b, draws);
}

const scaledInverse = (prior: { sd: number; df: number }, ss: number, df: number, draws: Draws): number =>
  (prior.df * prior.sd ** 2 + ss) / draws.chiSquared(prior.df + df);

const dot = (x: readonly number[], beta: readonly number[]): number =>
  x.reduce((sum, value, i) => sum + value * (beta[i] as number), 0);

const keyOf = ({ levels, work }: ForecastCell): string => JSON.stringify([levels, work]);

// Bootstrap intervals for the differences that the t-tests compare, without assuming normality.
import type { DrawnInterval } from '../analysis.ts';
import { pairs, sharedCombinations } from '../comparisons/pairing.ts';
import { deviations, meanDifference } from '../descriptives/mean.ts';
import type { StudyCells } from '../model/study-cells.ts';
import { drawnInterval } from './bootstrap.ts';
import { uniform01 } from './uniform01.ts';

const DRAWS = 2000;
/** Fixed, so that the same table gives the same interval. */
const SEED = 1979;
/** With more values than this in all, means are practically normal and the draws would take seconds. */
const MOST_VALUES = 2000;

/**
 * Percentile and BCa intervals at 1 - alpha of mean(a) - mean(b), in the order of the t-tests: 2000 draws of each
 * cell's own values (B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), 14.3). A cell of fewer than two
 * values has none, nor have two constants, whose interval of zero width would promise too much; above 2000 values in
 * the table the list is empty.
 */
export function pairwiseBootstrap(study: StudyCells, alpha: number): DrawnInterval[] {
  const total = study.cells.reduce((count, { values }) => count + values.length, 0);
  const name = study.factors[0]?.name;
  if (total > MOST_VALUES || name === undefined) return [];
  const random = uniform01(SEED);
  const drawn = new Map(study.cells.map((cell) => [cell, drawMeans(deviations(cell.values), random)]));
  return sharedCombinations(study).flatMap(({ levels, cells }) =>
    pairs(cells).flatMap(([a, b]) => {
      const [of_a, of_b] = [drawn.get(a), drawn.get(b)];
      if (a.values.length < 2 || b.values.length < 2 || !of_a || !of_b) return [];
      const diff = meanDifference(a.values, b.values);
      const found = of_a.map((value, i) => diff + value - (of_b[i] as number)).sort();
      const acceleration = differenceAcceleration(a.values, b.values);
      if (acceleration === null) return [];
      const { percentile, bca } = drawnInterval(found, diff, acceleration, alpha);
      const named = { a: a.levels[name] as string, b: b.levels[name] as string, levels };
      return [{ ...named, diff, percentile, bca, draws: DRAWS, seed: SEED }];
    }),
  );
}

/** Means of resampled deviations. */
function drawMeans(values: readonly number[], random: () => number): Float64Array {
  const n = values.length;
  return Float64Array.from({ length: DRAWS }, () => {
    let total = 0;
    for (let i = 0; i < n; i++) total += values[Math.floor(random() * n)] as number;
    return total / n;
  });
}

/** The jackknife's acceleration of mean(a) - mean(b) in closed form; null when nothing scatters. */
export function differenceAcceleration(a: readonly number[], b: readonly number[]): number | null {
  const left = [
    ...deviations(a).map((value) => value / a.length),
    ...deviations(b).map((value) => -value / b.length),
  ];
  // Unitless, so scaled by the largest value to keep cubes from overflowing or vanishing.
  const largest = left.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const shares = left.map((value) => value / largest);
  const squares = shares.reduce((total, value) => total + value ** 2, 0);
  const cubes = shares.reduce((total, value) => total + value ** 3, 0);
  return squares > 0 ? cubes / (6 * squares ** 1.5) : null;
}

// Finds the outliers of one cell, by a rule fixed before any value was seen.
import type { OutlierRule } from '../../design/protocol.ts';
import { median } from './median.ts';
import { quantile } from './quantile.ts';

/** Fewer values have no meaningful quartiles. */
const LEAST_VALUES = 4;
/** Makes the median absolute deviation of normal values their standard deviation: 1 / Phi^-1(3/4). */
const MAD_TO_SD = 1.4826022185056018;

/** Indices of the outliers, ascending; none where half of the values are equal and nothing is known of their scatter. */
export function outliers(values: readonly number[], rule: OutlierRule): number[] {
  if (rule.kind === 'none' || values.length < LEAST_VALUES) return [];
  const [low, high] = rule.kind === 'iqr' ? tukeyFences(values, rule.k) : madFences(values, rule.k);
  return values.flatMap((value, index) => (value < low || value > high ? [index] : []));
}

function tukeyFences(values: readonly number[], k: number): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const [q1, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  return fences(q1, q3, k * (q3 - q1));
}

function madFences(values: readonly number[], k: number): [number, number] {
  const centre = median(values);
  const sd = MAD_TO_SD * median(values.map((value) => Math.abs(value - centre)));
  return fences(centre, centre, k * sd);
}

const fences = (low: number, high: number, by: number): [number, number] =>
  by > 0 ? [low - by, high + by] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

// Small tables written by hand, for what the analysis does with them.
import type { TidyTable } from '../../../core/statistics/tidy-table.ts';

/** One row a list: the levels, then the value. */
export const table = (factors: string[], rows: (string | number)[][]): TidyTable => ({
  response: 'energy_j',
  factors,
  rows: rows.map((row) => ({
    levels: Object.fromEntries(factors.map((name, f) => [name, String(row[f])])),
    value: row[factors.length] as number,
  })),
});
/** Twelve values a group around `centre`, with a scatter of 1.1. */
export const group = (levels: string[], centre: number, scale = 1) =>
  [-1.6, -1.2, -0.9, -0.5, -0.3, -0.1, 0.2, 0.4, 0.6, 0.8, 1.1, 1.5].map((d) => [
    ...levels,
    centre + scale * d,
  ]);

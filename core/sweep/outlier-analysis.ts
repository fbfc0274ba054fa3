// Repeats the analysis without the trials that the design's outlier rule excludes.

import type { OutlierRule } from '../design/protocol.ts';
import type { Analysis } from '../statistics/analysis.ts';
import { outliers } from '../statistics/descriptives/outliers.ts';
import type { TidyTable } from '../statistics/tidy-table.ts';
import type { OutlierAnalysis } from './analyses.ts';

/** @param analyse analyses the remaining table; null when that is not possible */
export function outlierAnalysis(
  table: TidyTable & { readonly trials: readonly number[] },
  rule: OutlierRule,
  analyse: (table: TidyTable) => Analysis | null,
): Omit<OutlierAnalysis, 'is_planned'> {
  const cells = new Map<string, number[]>();
  table.rows.forEach(({ levels }, index) => {
    const key = JSON.stringify(levels);
    cells.set(key, [...(cells.get(key) ?? []), index]);
  });
  const values = table.rows.map(({ value }) => value);
  const out = new Set(
    [...cells.values()].flatMap((rows) =>
      outliers(
        rows.map((row) => values[row] as number),
        rule,
      ).map((place) => rows[place] as number),
    ),
  );
  const left_out = [...out]
    .sort((a, b) => a - b)
    .flatMap((index) => {
      const row = table.rows[index];
      return row ? [{ trial: table.trials[index] as number, levels: row.levels, value: row.value }] : [];
    });
  const rest = { ...table, rows: table.rows.filter((_, index) => !out.has(index)) };
  return { rule, left_out, without: out.size === 0 ? null : analyse(rest) };
}

// Groups the finished trials of a sweep by cell.

import type { Levels } from '../statistics/analysis.ts';
import { isAnalysed, type TrialRow } from '../study/trial-row.ts';

export interface Cell {
  readonly levels: Levels;
  readonly trials: readonly TrialRow[];
}

/** Cells of the given factors in order of first appearance. */
export function doneCells(rows: readonly TrialRow[], factors: readonly string[]): Cell[] {
  const cells = new Map<string, { levels: Levels; trials: TrialRow[] }>();
  for (const row of rows) {
    if (!isAnalysed(row)) continue;
    const levels = Object.fromEntries(factors.map((name) => [name, row.levels[name] ?? '']));
    const key = JSON.stringify(levels);
    const cell = cells.get(key);
    if (cell) cell.trials.push(row);
    else cells.set(key, { levels, trials: [row] });
  }
  return [...cells.values()];
}

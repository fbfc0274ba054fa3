// Groups the planned trials of a sweep by cell.

import type { PlannedTrial } from '../design/design.ts';
import type { Levels } from '../statistics/analysis.ts';
import type { PlannedCell } from './total.ts';

export const textLevels = (levels: PlannedTrial['levels']): Levels =>
  Object.fromEntries(Object.entries(levels).map(([name, level]) => [name, String(level)]));

export function plannedCells(
  trials: readonly PlannedTrial[],
  workOf: (levels: Levels) => number,
): PlannedCell[] {
  const cells = new Map<string, { levels: Levels; work: number; count: number }>();
  for (const trial of trials) {
    const levels = textLevels(trial.levels);
    const key = JSON.stringify(levels);
    const found = cells.get(key);
    if (found) found.count++;
    else cells.set(key, { levels, work: workOf(levels), count: 1 });
  }
  return [...cells.values()];
}

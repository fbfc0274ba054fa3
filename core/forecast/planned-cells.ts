// Groups the planned trials of a sweep by cell.

import type { PlannedTrial } from '../design/design.ts';
import { SplitMix64 } from '../design/random.ts';
import type { Levels } from '../statistics/analysis.ts';
import type { PlannedCell } from './total.ts';

export const textLevels = (levels: PlannedTrial['levels']): Levels =>
  Object.fromEntries(Object.entries(levels).map(([name, level]) => [name, String(level)]));

/** More cells than this take longer to draw than a sweep may pause between two trials. */
const MOST_CELLS = 250;
/** Cells of a run that are looked at for one with work like the others'. */
const CANDIDATES = 8;

/** The cells with the number of their trials. Of very many, a typical one in each run of neighbours stands for the run. */
export function plannedCells(
  trials: readonly PlannedTrial[],
  workOf: (levels: Levels) => number,
): PlannedCell[] {
  // A layout shares the levels of a cell among its trials, so most are counted without writing them out.
  const counts = new Map<PlannedTrial['levels'], number>();
  for (const { levels } of trials) counts.set(levels, (counts.get(levels) ?? 0) + 1);
  const cells = new Map<string, { levels: Levels; work: number; count: number }>();
  const written = (planned: PlannedTrial['levels']): { levels: Levels; work: number } => {
    const levels = textLevels(planned);
    return { levels, work: workOf(levels) };
  };
  for (const { levels, work, count } of fewer([...counts], written)) {
    const key = JSON.stringify(levels);
    const found = cells.get(key);
    if (found) found.count += count;
    else cells.set(key, { levels, work, count });
  }
  return [...cells.values()];
}

type Counted = readonly [PlannedTrial['levels'], number];
type Written = { readonly levels: Levels; readonly work: number };

function fewer(
  all: readonly Counted[],
  written: (planned: PlannedTrial['levels']) => Written,
): readonly PlannedCell[] {
  if (all.length <= MOST_CELLS) return all.map(([planned, count]) => ({ ...written(planned), count }));
  const random = new SplitMix64(all.length);
  return Array.from({ length: MOST_CELLS }, (_, i) => {
    const begin = Math.floor((i * all.length) / MOST_CELLS);
    const run = all.slice(begin, Math.floor(((i + 1) * all.length) / MOST_CELLS));
    const tried = random
      .shuffled(run)
      .slice(0, CANDIDATES)
      .map(([planned]) => written(planned));
    const mean = tried.reduce((sum, { work }) => sum + work, 0) / tried.length;
    const [typical] = tried.toSorted((a, b) => Math.abs(a.work - mean) - Math.abs(b.work - mean));
    return { ...(typical as Written), count: run.reduce((sum, [, count]) => sum + count, 0) };
  });
}

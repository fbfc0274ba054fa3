// Groups the planned trials of a sweep by cell.

import type { PlannedTrial } from '../design/design.ts';
import { SplitMix64 } from '../design/random.ts';
import type { Levels } from '../statistics/analysis.ts';
import type { PlannedCell } from './total.ts';

export const textLevels = (levels: PlannedTrial['levels']): Levels =>
  Object.fromEntries(Object.entries(levels).map(([name, level]) => [name, String(level)]));

/** More cells than this take longer to draw than a sweep may pause between two trials. */
const MOST_CELLS = 250;

/**
 * The cells with the number of their trials. Of very many, one in each run of neighbours, by a seeded choice, stands for
 * the whole run.
 */
export function plannedCells(
  trials: readonly PlannedTrial[],
  workOf: (levels: Levels) => number,
): PlannedCell[] {
  // A layout shares the levels of a cell among its trials, so most are counted without writing them out.
  const counts = new Map<PlannedTrial['levels'], number>();
  for (const { levels } of trials) counts.set(levels, (counts.get(levels) ?? 0) + 1);
  const cells = new Map<string, { levels: Levels; work: number; count: number }>();
  for (const [planned, count] of atMost(MOST_CELLS, [...counts])) {
    const levels = textLevels(planned);
    const key = JSON.stringify(levels);
    const found = cells.get(key);
    if (found) found.count += count;
    else cells.set(key, { levels, work: workOf(levels), count });
  }
  return [...cells.values()];
}

type Counted = readonly [PlannedTrial['levels'], number];

function atMost(most: number, all: readonly Counted[]): readonly Counted[] {
  if (all.length <= most) return all;
  const random = new SplitMix64(all.length);
  return Array.from({ length: most }, (_, i) => {
    const begin = Math.floor((i * all.length) / most);
    const end = Math.floor(((i + 1) * all.length) / most);
    const chosen = all[begin + random.below(end - begin)] as Counted;
    let count = 0;
    for (let at = begin; at < end; at++) count += (all[at] as Counted)[1];
    return [chosen[0], count] as const;
  });
}

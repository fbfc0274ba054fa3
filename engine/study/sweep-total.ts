// The total energy of all finished trials, and of the tries that were interrupted and run again.

import type { Interval } from '../../core/statistics/analysis.ts';
import type { TrialRow } from '../../core/study/trial-row.ts';
import type { TryRow } from '../../core/study/try-row.ts';

/**
 * Sum over the finished trials; null when none has an energy. The trials share their sensors, whose gain error is the
 * same in each, so half-widths are added rather than combined in quadrature, which gives the wider and safer interval.
 * The sum has no interval when one of the trials has none.
 */
export function sumOfTrials(
  rows: readonly TrialRow[],
  tries: readonly TryRow[] = [],
): { energy_j: number; ci: Interval | null } | null {
  const done = [...rows.filter((row) => row.state === 'done'), ...tries].filter(
    (row) => row.energy_total_j !== null,
  );
  if (done.length === 0) return null;
  const add = (of: (row: (typeof done)[number]) => number): number =>
    done.reduce((sum, row) => sum + of(row), 0);
  const energy_j = add((row) => row.energy_total_j ?? 0);
  if (done.some((row) => row.ci === null)) return { energy_j, ci: null };
  return { energy_j, ci: [add((row) => row.ci?.[0] ?? 0), add((row) => row.ci?.[1] ?? 0)] };
}

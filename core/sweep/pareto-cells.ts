// Energy against accuracy, cell by cell: which settings cost less without being worth less.

import { descriptives } from '../statistics/descriptives/descriptives.ts';
import type { TrialRow } from '../study/trial-row.ts';
import type { ParetoCell } from './analyses.ts';
import { doneCells } from './cells.ts';
import { paretoSet } from './pareto.ts';

/** Of the trials that have both; in rising energy. Efficient is judged by the means: the intervals say how sure that is. */
export function paretoCells(
  rows: readonly TrialRow[],
  factors: readonly string[],
  alpha: number,
): ParetoCell[] {
  const cells = doneCells(rows, factors).flatMap(({ levels, trials }) => {
    const both = trials.flatMap(({ energy_tested_j, accuracy }) =>
      energy_tested_j === null || accuracy === null ? [] : [{ energy_tested_j, accuracy }],
    );
    if (both.length === 0) return [];
    const energy = descriptives(
      both.map(({ energy_tested_j }) => energy_tested_j),
      alpha,
    );
    const accuracy = descriptives(
      both.map((one) => one.accuracy),
      alpha,
    );
    return [
      {
        levels,
        n: both.length,
        energy_j: energy.mean,
        energy_ci: energy.ci,
        accuracy: accuracy.mean,
        accuracy_ci: accuracy.ci,
      },
    ];
  });
  const efficient = new Set(
    paretoSet(cells.map(({ energy_j, accuracy }) => ({ cost: energy_j, worth: accuracy }))),
  );
  return cells
    .map((cell, index) => ({ ...cell, is_efficient: efficient.has(index) }))
    .sort((a, b) => a.energy_j - b.energy_j);
}

// Energy against accuracy by cell: the settings that use less energy without losing accuracy.

import { descriptives } from '../statistics/descriptives/descriptives.ts';
import type { TrialRow } from '../study/trial-row.ts';
import type { ParetoCell } from './analyses.ts';
import { doneCells } from './cells.ts';
import { paretoSet } from './pareto.ts';

/**
 * Cells by ascending energy, from trials that have both values. Means decide what is efficient; intervals show how
 * surely.
 */
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

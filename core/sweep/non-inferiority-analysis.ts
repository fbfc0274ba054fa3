// Tests whether a cheaper level is as accurate as the first one, within a margin fixed beforehand.

import { pairs, sharedCombinations } from '../statistics/comparisons/pairing.ts';
import { studyCells } from '../statistics/model/study-cells.ts';
import { nonInferiority } from '../statistics/tests/equivalence.ts';
import type { TidyTable } from '../statistics/tidy-table.ts';
import { formatLevel, formatLevels, formatNumber, formatPStatement } from '../words/format.ts';
import type { NonInferiority } from './analyses.ts';

/**
 * Every level of the first factor against its first level, in every combination of the others; more accuracy is better.
 */
export function nonInferiorityAnalysis(
  table: TidyTable,
  margin: number,
  alpha: number,
  level_order: Readonly<Record<string, readonly string[]>>,
): NonInferiority[] {
  const study = studyCells(table, { level_order });
  const factor = study.factors[0];
  if (!factor) return [];
  const first = factor.levels[0];
  return sharedCombinations(study).flatMap(({ levels, cells }) =>
    pairs(cells).flatMap(([b, a]) => {
      if (b.levels[factor.name] !== first) return [];
      const test = nonInferiority(a.values, b.values, margin, alpha);
      if (test === null) return [];
      const named = { a: a.levels[factor.name] as string, b: first as string, levels };
      const not_worse = test.p < alpha;
      return [
        { ...named, margin, ...test, not_worse, text: inWords({ ...named, margin, ...test, not_worse }) },
      ];
    }),
  );
}

function inWords({ a, b, levels, margin, lower, p, not_worse }: Omit<NonInferiority, 'text'>): string {
  const where = Object.keys(levels).length === 0 ? '' : ` at ${formatLevels(levels)}`;
  const claim = `${formatLevel(a)} is not less accurate than ${formatLevel(b)} by more than ${points(margin)}${where}`;
  const most = points(Math.max(0, -lower));
  return not_worse
    ? `${claim} (${formatPStatement(p)}; at most ${most} less).`
    : `It is not shown that ${claim} (${formatPStatement(p)}; up to ${most} less is possible).`;
}

/** Percentage points: 0.01 is `1 point`. */
function points(share: number): string {
  const number = formatNumber(100 * share, 3);
  return `${number} point${number === '1' ? '' : 's'}`;
}

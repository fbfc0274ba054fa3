// Plans an experiment from a pilot: its scatter, the difference that matters, and the uncertainty that remains.

import { AuditError } from '../../errors.ts';
import { formatNumber } from '../../words/format.ts';
import type { Interval } from '../analysis.ts';
import { mean } from '../descriptives/mean.ts';
import { sum } from '../descriptives/sum.ts';
import { sumOfSquares } from '../descriptives/sum-of-squares.ts';
import { chiSquaredLowerTail } from '../distributions/distributions.ts';
import { studyCells } from '../model/study-cells.ts';
import type { TidyTable } from '../tidy-table.ts';
import { effectSizeF } from './f-power.ts';
import { type PilotPlan, type PlannedTest, planPower, powerOf } from './plan.ts';
import { replicatesFor } from './solve.ts';

export interface PilotQuestion {
  readonly alpha: number;
  readonly power: number;
  /** The difference between two levels that matters, in the unit of the response; null: the one seen in the pilot. */
  readonly diff: number | null;
}

/**
 * Replicates of every cell for the first factor's effect: two levels by a t-test within one cell of the others, more by
 * the factor's F over all cells. The scatter is pooled over the cells. An effect that was itself seen in a small pilot
 * is more likely too large than too small; the text says so.
 * @throws AuditError `analysis` for a pilot without scatter or without a second value in any cell.
 */
export function planFromPilot(table: TidyTable, { alpha, power, diff }: PilotQuestion): PilotPlan {
  const study = studyCells(table, {});
  const [first] = study.factors;
  const df = sum(study.cells.map(({ values }) => values.length - 1));
  if (!first || df < 1)
    throw new AuditError(
      'analysis',
      'The pilot needs at least two levels of a factor and two values in a cell.',
    );
  const sd = Math.sqrt(sum(study.cells.map(({ values }) => sumOfSquares(values))) / df);
  if (!(sd > 0))
    throw new AuditError(
      'analysis',
      'The values of the pilot do not vary, so nothing can be planned from them.',
    );
  const means = first.levels.map((_, code) =>
    mean(study.cells.filter((cell) => cell.codes[0] === code).map(({ values }) => mean(values))),
  );
  const levels = first.levels.length;
  const test: PlannedTest =
    levels === 2 ? { kind: 't' } : { kind: 'anova', df: levels - 1, cells: study.cells.length };
  const seen = Math.max(...means) - Math.min(...means);
  // With more than two levels, the difference that matters is between one level and all others.
  const effectFor = (scatter: number): number =>
    levels === 2
      ? (diff ?? seen) / scatter
      : effectSizeF(diff === null ? means : means.map((_, i) => (i === 0 ? diff : 0)), scatter);
  const plan = planPower({ test, alpha, power, effect: effectFor(sd), n: null });
  const sd_ci: Interval = [
    sd * Math.sqrt(df / chiSquared(0.975, df)),
    sd * Math.sqrt(df / chiSquared(0.025, df)),
  ];
  const needed = (scatter: number): number | null =>
    replicatesFor((n) => powerOf(test, effectFor(scatter), n, alpha), power);
  const n_ci = [needed(sd_ci[0]), needed(sd_ci[1])] as const;
  const about =
    diff === null
      ? `the difference of ${formatNumber(seen, 3)} seen in the pilot, which a small pilot tends to overstate`
      : `a difference of ${formatNumber(diff, 3)}`;
  return {
    ...plan,
    pilot: { n: table.rows.length, sd, sd_ci, n_ci },
    text: `${plan.text} This assumes ${about}, and a standard deviation of ${formatNumber(sd, 3)} (95 % interval ${formatNumber(sd_ci[0], 3)} to ${formatNumber(sd_ci[1], 3)}); over that interval the plan needs ${n_ci[0] ?? 'over a million'} to ${n_ci[1] ?? 'over a million'} replicates.`,
  };
}

/** The quantile of chi squared, by bisection. */
function chiSquared(p: number, df: number): number {
  let [low, high] = [0, df + 10];
  while (chiSquaredLowerTail(high, df) < p) high *= 2;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (chiSquaredLowerTail(middle, df) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

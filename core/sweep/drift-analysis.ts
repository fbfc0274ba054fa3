// Tests whether the machine drifted during the sweep, and reports it in a sentence.

import { driftTest } from '../statistics/tests/drift-test.ts';
import { type Response, responseValue } from '../study/responses.ts';
import type { TrialRow } from '../study/trial-row.ts';
import { formatNumber, formatPStatement } from '../words/format.ts';
import type { DriftAnalysis } from './analyses.ts';
import { doneCells } from './cells.ts';

/** Null with too few trials for a test. */
export function driftAnalysis(
  rows: readonly TrialRow[],
  factors: readonly string[],
  response: Response,
  alpha: number,
): DriftAnalysis | null {
  const cells = doneCells(rows, factors).map(({ trials }) =>
    trials.flatMap((trial) => {
      const value = responseValue(trial, response);
      return value === null ? [] : [{ order: trial.order, value }];
    }),
  );
  const test = driftTest(cells, alpha);
  return test && { ...test, text: inWords(test, response, alpha) };
}

function inWords({ slope, ci, p }: Omit<DriftAnalysis, 'text'>, response: Response, alpha: number): string {
  const unit = response.unit === '' ? '' : ` ${response.unit}`;
  const name = response.label.toLowerCase();
  if (p === null || ci === null) return `Drift of ${name} over the run order cannot be tested.`;
  const [low, high] = ci.map((end) => formatNumber(end, 3));
  const change = `${formatNumber(slope, 3)}${unit} per trial, ${Math.round((1 - alpha) * 100)} % interval ${low} to ${high}${unit}, ${formatPStatement(p)}`;
  return p < alpha
    ? `The machine changed during the sweep: ${name} drifted with the run order (${change}). Blocks and random order spread this over all cells; adjust for it with the covariate run_order or with blocks, and warm the machine up first next time.`
    : `No drift of ${name} over the run order was found (${change}).`;
}

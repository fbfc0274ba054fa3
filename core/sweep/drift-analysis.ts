// Whether the machine changed while the trials ran, in numbers and in words.

import { driftTest } from '../statistics/tests/drift-test.ts';
import { type Response, responseValue } from '../study/responses.ts';
import type { TrialRow } from '../study/trial-row.ts';
import { formatNumber, formatPStatement } from '../words/format.ts';
import type { DriftAnalysis } from './analyses.ts';
import { doneCells } from './cells.ts';

/** Null where there are too few trials to tell. */
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
  if (p === null || ci === null) return `Whether ${name} drifted over the run order cannot be tested.`;
  const [low, high] = ci.map((end) => formatNumber(end, 3));
  const change = `${formatNumber(slope, 3)}${unit} per trial, ${Math.round((1 - alpha) * 100)} % interval ${low} to ${high}${unit}, ${formatPStatement(p)}`;
  return p < alpha
    ? `The machine changed while the trials ran: ${name} drifted with the run order (${change}). Blocks and random order spread this over all cells; take it out with the covariate run_order or with the blocks, and let the machine warm up first next time.`
    : `No drift of ${name} over the run order was found (${change}).`;
}

// Remarks a reader needs before the tests: what they cannot see, and what they do not include.

import { isSummed, type Source } from '../../core/source.ts';
import type { Analysis } from '../../core/statistics/analysis.ts';
import { MOST_FACTORS } from '../../core/study/analysis-request.ts';
import type { TrialRow } from '../../core/study/trial-row.ts';
import { firstSentence } from '../../core/words/first-sentence.ts';
import { formatNumber, formatTerm } from '../../core/words/format.ts';

/** CO2e is energy in another unit, so its tests are those of the energy. */
export const ofOneFactor = (intensity_g_per_kwh: number, pue: number): string =>
  `Every trial's CO2e is its energy times the same ${formatNumber(intensity_g_per_kwh)} g/kWh${pue === 1 ? '' : ` and PUE ${pue}`}: the tests are those of the energy, and these intervals do not include the uncertainty of the factor.`;

/** Discloses trials excluded by hand, and the answer with them. */
export function leftOutByHand(rows: readonly TrialRow[], with_all: () => Analysis | null): string[] {
  const out = rows.filter(({ excluded }) => excluded !== null);
  if (out.length === 0) return [];
  const named = out.map(({ trial, excluded }) => `trial ${trial} (${excluded})`).join(', ');
  const otherwise = with_all()?.verdict.text;
  return [
    `${out.length} of ${rows.length} trials ${out.length === 1 ? 'was' : 'were'} excluded by hand after the sweep: ${named}. The totals still include their energy. ${
      otherwise === undefined
        ? 'With them no analysis is possible.'
        : `With them: ${firstSentence(otherwise)[0]}`
    }`,
  ];
}

/** Varied factors that are not analysed, whose effect is part of the residual variance. */
export const leftOut = (varied: readonly string[], factors: readonly string[]): string[] =>
  varied
    .filter((name) => !factors.includes(name))
    .map(
      (name) =>
        `${formatTerm(name)} was varied but is not in this analysis, so its effect adds to the residual variance; an analysis takes up to ${MOST_FACTORS} factors.`,
    );

/** Sources that are in the totals but not in the tests. */
export const keptOut = (sources: readonly Source[]): string[] =>
  sources
    .filter((source) => isSummed(source) && source.is_constant)
    .map(
      ({ device, method }) =>
        `${device} is a constant estimate (${method}): it is in the totals but not in the tests, where it would only show the training time.`,
    );

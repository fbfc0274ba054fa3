// What a reader must know before the tests: what they cannot see, and what is no part of them.

import { isSummed, type Source } from '../../core/source.ts';
import type { Analysis } from '../../core/statistics/analysis.ts';
import { MOST_FACTORS } from '../../core/study/analysis-request.ts';
import type { TrialRow } from '../../core/study/trial-row.ts';
import { firstSentence } from '../../core/words/first-sentence.ts';
import { formatNumber, formatTerm } from '../../core/words/format.ts';

/** Grams are the joules in another unit: what holds of the one holds of the other. */
export const ofOneFactor = (intensity_g_per_kwh: number, pue: number): string =>
  `Every trial's CO2e is its energy times the same ${formatNumber(intensity_g_per_kwh)} g/kWh${pue === 1 ? '' : ` and PUE ${pue}`}: the tests are those of the energy, and how sure the factor is, is not in these intervals.`;

/** Who leaves trials out says so, and what the answer would be with them. */
export function leftOutByHand(rows: readonly TrialRow[], with_all: () => Analysis | null): string[] {
  const out = rows.filter(({ excluded }) => excluded !== null);
  if (out.length === 0) return [];
  const named = out.map(({ trial, excluded }) => `trial ${trial} (${excluded})`).join(', ');
  const otherwise = with_all()?.verdict.text;
  return [
    `${out.length} of ${rows.length} trials ${out.length === 1 ? 'was' : 'were'} left out by hand after the sweep: ${named}. The totals still count what was spent on them. ${
      otherwise === undefined
        ? 'With them nothing could be said.'
        : `With them: ${firstSentence(otherwise)[0]}`
    }`,
  ];
}

/** What was varied and is not looked at: its effect is in the scatter. */
export const leftOut = (varied: readonly string[], factors: readonly string[]): string[] =>
  varied
    .filter((name) => !factors.includes(name))
    .map(
      (name) =>
        `${formatTerm(name)} was varied and is not in this analysis, so that its effect is part of the scatter; an analysis takes up to ${MOST_FACTORS} factors.`,
    );

/** Which channels are in the totals and not in the tests. */
export const keptOut = (sources: readonly Source[]): string[] =>
  sources
    .filter((source) => isSummed(source) && source.is_constant)
    .map(
      ({ device, method }) =>
        `${device} is a constant estimate (${method}): it is part of the totals and kept out of the tests, which would only see its time.`,
    );

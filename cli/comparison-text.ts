// Comparisons of levels as plain tables: pairwise, adjusted for the other factors, and without normality.
import type { Analysis, Levels } from '../core/statistics/analysis.ts';
import {
  formatColumn,
  formatDf,
  formatInterval,
  formatLevels,
  formatNumber,
  formatP,
} from '../core/words/format.ts';
import { table } from './output.ts';

/** A table cell; a value that cannot exist (the F of a residual row) is a dash, not a missing measurement. */
export const orDash = <T>(value: T | null, format: (value: T) => string): string =>
  value === null ? '-' : format(value);

/** Each table follows a blank line; empty ones are skipped. `in_unit` adds the response's unit to a heading. */
export function comparisonLines(analysis: Analysis, in_unit: (name: string) => string): string[] {
  const {
    t_tests,
    estimated_means,
    simple_effects,
    paired_t_tests,
    signed_ranks,
    bootstrap,
    equivalence,
    alpha,
  } = analysis;
  const interval = (level: number): string => `${Number((100 * level).toPrecision(4))} % interval`;
  // The terminal shows the means of single factors; those of combinations are in the JSON.
  const of_factors = estimated_means.filter(({ levels }) => Object.keys(levels).length === 1);
  const mean_of = formatColumn(of_factors.map(({ mean }) => mean));
  return [
    tableOf(
      ['t-tests', in_unit('difference'), 'interval', 't', 'df', 'p (Holm)', "Cohen's d"],
      t_tests.map((test) => [
        pairName(test),
        formatNumber(test.diff),
        orDash(test.ci, formatInterval),
        orDash(test.t, formatNumber),
        orDash(test.df, formatDf),
        orDash(test.p_holm, formatP),
        orDash(test.cohen_d, formatNumber),
      ]),
    ),
    tableOf(
      ['adjusted means', in_unit('mean'), 'standard error', interval(1 - alpha), 'df'],
      isAdjusted(analysis)
        ? of_factors.map(({ levels, mean, se, ci, df }) => [
            formatLevels(levels),
            orDash(mean, mean_of),
            orDash(se, formatNumber),
            orDash(ci, formatInterval),
            formatDf(df),
          ])
        : [],
    ),
    tableOf(
      [`effect of ${simple_effects[0]?.term}`, 'F', 'df', 'p', 'p (Holm)'],
      simple_effects.map(({ levels, f, df1, df2, p, p_holm }) => [
        `at ${formatLevels(levels)}`,
        orDash(f, formatNumber),
        `${df1}, ${formatDf(df2)}`,
        orDash(p, formatP),
        orDash(p_holm, formatP),
      ]),
    ),
    tableOf(
      ['paired t-tests', in_unit('difference'), 'interval', 't', 'df', 'p (Holm)'],
      paired_t_tests.map((test) => [
        pairName(test),
        formatNumber(test.diff),
        orDash(test.ci, formatInterval),
        orDash(test.t, formatNumber),
        orDash(test.df, formatDf),
        orDash(test.p_holm, formatP),
      ]),
    ),
    tableOf(
      ['signed ranks', 'pairs', 'V', 'p'],
      signed_ranks.map((test) => [pairName(test), String(test.pairs), formatNumber(test.v), formatP(test.p)]),
    ),
    tableOf(
      ['bootstrap', in_unit('difference'), `BCa ${interval(1 - alpha)}`, 'percentile interval'],
      bootstrap.map((one) => [
        pairName(one),
        formatNumber(one.diff),
        orDash(one.bca, formatInterval),
        formatInterval(one.percentile),
      ]),
    ),
    tableOf(
      ['equivalence', in_unit('difference'), interval(1 - 2 * alpha), 'margin', 'p', ''],
      equivalence.map((test) => [
        pairName(test),
        formatNumber(test.diff),
        formatInterval(test.ci),
        `\u00b1${formatNumber(test.margin)}`,
        formatP(test.p),
        test.equivalent ? 'equivalent' : 'not shown',
      ]),
    ),
  ].flat();
}

const tableOf = (header: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0 ? [] : ['', ...table(header, rows)];

const pairName = ({ a, b, levels }: { a: string; b: string; levels: Levels }): string =>
  `${a} - ${b}${Object.keys(levels).length ? ` (${formatLevels(levels)})` : ''}`;

/** False for a single factor alone, whose adjusted means are the cell means. */
const isAdjusted = ({ anova }: Analysis): boolean => anova.rows.length > 2;

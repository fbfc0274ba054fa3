// An analysis in words and plain tables.
import type { Analysis } from '../core/analysis.ts';
import { formatDf, formatInterval, formatLevels, formatNumber, formatP } from '../core/format.ts';
import { print, table, wrap } from './output.ts';

/** The answer first, then what it rests on; `unit` is that of the response, empty when it is not known. */
export function printAnalysis(analysis: Analysis, unit = ''): void {
  const in_unit = (name: string): string => (unit === '' ? name : `${name}, ${unit}`);
  print(...wrap(analysis.verdict.text), '', ...wrap(analysis.verdict.apa), '');
  print(
    ...table(
      ['cell', 'n', in_unit('mean'), in_unit('sd'), `${Math.round((1 - analysis.alpha) * 100)} % interval`],
      analysis.groups.map((group) => [
        formatLevels(group.levels),
        String(group.n),
        formatNumber(group.mean),
        orDash(group.sd, formatNumber),
        orDash(group.ci, formatInterval),
      ]),
    ),
    '',
    ...table(
      ['ANOVA', 'SS', 'df', 'F', 'p', 'partial eta\u00b2'],
      analysis.anova.rows.map((row) => [
        row.term,
        formatNumber(row.ss),
        formatDf(row.df),
        orDash(row.f, formatNumber),
        orDash(row.p, formatP),
        orDash(row.eta_sq_partial, formatNumber),
      ]),
    ),
  );
  if (analysis.t_tests.length > 0)
    print(
      '',
      ...table(
        ['t-tests', in_unit('difference'), 'interval', 't', 'df', 'p (Holm)', "Cohen's d"],
        analysis.t_tests.map((test) => [
          `${test.a} - ${test.b}${Object.keys(test.levels).length ? ` (${formatLevels(test.levels)})` : ''}`,
          formatNumber(test.diff),
          orDash(test.ci, formatInterval),
          orDash(test.t, formatNumber),
          orDash(test.df, formatDf),
          orDash(test.p_holm, formatP),
          orDash(test.cohen_d, formatNumber),
        ]),
      ),
    );
  if (analysis.equivalence.length > 0)
    print(
      '',
      ...table(
        [
          'equivalence',
          in_unit('difference'),
          `${Math.round((1 - 2 * analysis.alpha) * 100)} % interval`,
          'margin',
          'p',
          '',
        ],
        analysis.equivalence.map((test) => [
          `${test.a} - ${test.b}${Object.keys(test.levels).length ? ` (${formatLevels(test.levels)})` : ''}`,
          formatNumber(test.diff),
          formatInterval(test.ci),
          `\u00b1${formatNumber(test.margin)}`,
          formatP(test.p),
          test.equivalent ? 'equivalent' : 'not shown',
        ]),
      ),
    );
  for (const warning of analysis.warnings) print('', ...wrap(`Note: ${warning}`));
}

/** A cell of a table; what there cannot be (the F of a residual row) is a dash, not a missing measurement. */
const orDash = <T>(value: T | null, format: (value: T) => string): string =>
  value === null ? '-' : format(value);

// An analysis in words and plain tables.
import type { Analysis } from '../core/analysis.ts';
import { formatInterval, formatLevels, formatNumber, formatP } from '../core/format.ts';
import { print, table, wrap } from './output.ts';

/** The answer first, then what it rests on. */
export function printAnalysis(analysis: Analysis): void {
  print(...wrap(analysis.verdict.text), '', ...wrap(analysis.verdict.apa), '');
  print(
    ...table(
      ['cell', 'n', 'mean', 'sd', `${Math.round((1 - analysis.alpha) * 100)} % interval`],
      analysis.groups.map((group) => [
        formatLevels(group.levels),
        String(group.n),
        formatNumber(group.mean),
        formatNumber(group.sd),
        formatInterval(group.ci),
      ]),
    ),
    '',
    ...table(
      ['ANOVA', 'SS', 'df', 'F', 'p', 'partial eta\u00b2'],
      analysis.anova.rows.map((row) => [
        row.term,
        formatNumber(row.ss),
        String(row.df),
        formatNumber(row.f),
        formatP(row.p),
        formatNumber(row.eta_sq_partial),
      ]),
    ),
  );
  if (analysis.t_tests.length > 0)
    print(
      '',
      ...table(
        ['t-tests', 'difference', 'interval', 't', 'df', 'p (Holm)', "Cohen's d"],
        analysis.t_tests.map((test) => [
          `${test.a} - ${test.b}${Object.keys(test.levels).length ? ` (${formatLevels(test.levels)})` : ''}`,
          formatNumber(test.diff),
          formatInterval(test.ci),
          formatNumber(test.t),
          formatNumber(test.df),
          formatP(test.p_holm),
          formatNumber(test.cohen_d),
        ]),
      ),
    );
  for (const warning of analysis.warnings) print('', ...wrap(`Note: ${warning}`));
}

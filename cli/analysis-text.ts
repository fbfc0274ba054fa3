// Prints an analysis as sentences and plain tables.
import type { Analysis } from '../core/statistics/analysis.ts';
import { formatDf, formatInterval, formatLevels, formatNumber, formatP } from '../core/words/format.ts';
import { comparisonLines, orDash } from './comparison-text.ts';
import { print, table, wrap } from './output.ts';

/** The answer first, then the evidence for it; `unit` is the response's unit, empty when unknown. */
export function printAnalysis(analysis: Analysis, unit = ''): void {
  const in_unit = (name: string): string => (unit === '' ? name : `${name}, ${unit}`);
  print(...wrap(analysis.verdict.text), '', ...wrap(analysis.verdict.apa), '');
  if (analysis.headline) {
    const { name, reason } = analysis.headline;
    print(...wrap(`Headline test: ${name}. ${reason}`), '');
  }
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
  print(...comparisonLines(analysis, in_unit));
  for (const warning of analysis.warnings) print('', ...wrap(`Note: ${warning}`));
}

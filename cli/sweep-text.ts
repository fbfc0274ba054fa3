// Prints the results about a sweep as a whole, below its analysis.
import type { Interval } from '../core/statistics/analysis.ts';
import type { OutlierAnalysis, SweepAnalyses } from '../core/sweep/analyses.ts';
import { outlierRuleInWords } from '../core/sweep/outlier-words.ts';
import { formatInterval, formatLevels, formatNumber, formatPercent } from '../core/words/format.ts';
import { print, table, wrap } from './output.ts';

export function printSweepAnalyses({
  outliers,
  drift,
  pareto,
  target,
  non_inferiority,
  looks,
}: SweepAnalyses): void {
  const last = looks.at(-1);
  print(
    ...(target ? ['', 'Energy to the target', ...wrap(target.text)] : []),
    '',
    'Drift over the run order',
    ...wrap(drift?.text ?? 'Too few trials to detect a drift of the machine.'),
    '',
    'Outliers',
    ...outlierLines(outliers),
    ...(last
      ? [
          '',
          'Early end',
          ...wrap(
            `Interim analyses after ${looks.map(({ n }) => n).join(', ')} replicates; ${last.stop ?? 'the sweep was still running'}. All results above use the level of the last one, ${formatNumber(last.level, 3)}.`,
          ),
        ]
      : []),
  );
  if (non_inferiority.length > 0)
    print('', 'Non-inferiority of accuracy', ...non_inferiority.flatMap(({ text }) => wrap(text)));
  if (pareto.length > 1)
    print(
      '',
      'Energy against accuracy',
      ...table(
        ['cell', 'n', 'energy, J', 'interval', 'accuracy', 'interval', ''],
        pareto.map((cell) => [
          formatLevels(cell.levels),
          String(cell.n),
          formatNumber(cell.energy_j),
          cell.energy_ci === null ? '-' : formatInterval(cell.energy_ci),
          formatPercent(cell.accuracy),
          cell.accuracy_ci === null
            ? '-'
            : formatInterval(cell.accuracy_ci.map((end) => 100 * end) as unknown as Interval, '%'),
          cell.is_efficient ? 'efficient' : '',
        ]),
      ),
      ...wrap('Efficient: no other cell uses less energy without being less accurate, by the means.'),
    );
}

function outlierLines({ rule, left_out, without }: OutlierAnalysis): string[] {
  if (rule.kind === 'none') return wrap('No rule was fixed before the sweep; all trials are included.');
  if (left_out.length === 0)
    return wrap(`None by the rule fixed before the sweep (${outlierRuleInWords(rule)}).`);
  const trials = left_out.map(({ trial, value }) => `trial ${trial} (${formatNumber(value)})`).join(', ');
  return [
    ...wrap(
      `By the rule fixed before the sweep (${outlierRuleInWords(rule)}): ${trials}. All results above include them.`,
    ),
    ...wrap(`Without them: ${without?.verdict.text ?? 'too few trials remain for an analysis.'}`),
  ];
}

// What a whole sweep tells, in words and tables below its analysis.
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
    ...(target ? ['', 'Way to the target', ...wrap(target.text)] : []),
    '',
    'Over the run order',
    ...wrap(drift?.text ?? 'Too few trials to tell whether the machine changed while they ran.'),
    '',
    'Outliers',
    ...outlierLines(outliers),
    ...(last
      ? [
          '',
          'Early end',
          ...wrap(
            `Looks after ${looks.map(({ n }) => n).join(', ')} replicates; ${last.stop ?? 'the sweep was still going on'}. Everything above is at the level of the last look, ${formatNumber(last.level, 3)}.`,
          ),
        ]
      : []),
  );
  if (non_inferiority.length > 0)
    print('', 'Accuracy that must not fall', ...non_inferiority.flatMap(({ text }) => wrap(text)));
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
  if (rule.kind === 'none') return wrap('No rule was fixed before the sweep; all trials are in.');
  if (left_out.length === 0)
    return wrap(`None by the rule fixed before the sweep (${outlierRuleInWords(rule)}).`);
  const trials = left_out.map(({ trial, value }) => `trial ${trial} (${formatNumber(value)})`).join(', ');
  return [
    ...wrap(
      `By the rule fixed before the sweep (${outlierRuleInWords(rule)}): ${trials}. They are in everything above.`,
    ),
    ...wrap(`Without them: ${without?.verdict.text ?? 'too little is left to be analysed.'}`),
  ];
}

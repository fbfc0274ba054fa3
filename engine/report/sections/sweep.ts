// Results about the sweep as a whole: energy to a target, drift, outliers, early end, non-inferiority, efficient settings.

import { paretoFigure } from '../../../core/figures/figures.ts';
import { svgFigure } from '../../../core/figures/svg/svg-figure.ts';
import type { ReportModel } from '../../../core/report/model.ts';
import type { Interval } from '../../../core/statistics/analysis.ts';
import type { OutlierAnalysis, ParetoCell, SweepAnalyses } from '../../../core/sweep/analyses.ts';
import { outlierRuleInWords } from '../../../core/sweep/outlier-words.ts';
import { formatColumn, formatNumber, formatPercent, scaleFor } from '../../../core/words/format.ts';
import { type Html, html } from '../../../core/words/html.ts';
import { bullets, type Numbering, table } from '../table.ts';
import { cellName, confidence, ends, orMissing } from '../words.ts';

export function sweepSection(model: ReportModel, numbering: Numbering): Html | null {
  const { sweep } = model.study;
  if (!sweep) return null;
  const { target, drift, outliers, non_inferiority } = sweep;
  return html`<section id="sweep"><h2>The sweep as a whole</h2>
${target ? html`<h3>Energy to the target</h3><p>${target.text}</p>` : null}
<h3>Drift over the run order</h3>
<p>${drift?.text ?? 'Too few trials to detect a drift of the machine.'}</p>
<h3>Outliers</h3>
${outlierText(outliers)}
${earlyEnd(sweep)}
${non_inferiority.length > 0 ? html`<h3>Non-inferiority of accuracy</h3>${bullets(non_inferiority.map(({ text }) => text))}` : null}
${pareto(model, sweep.pareto, numbering)}
</section>
`;
}

function outlierText({ rule, is_planned, left_out, without }: OutlierAnalysis): Html {
  const fixed = is_planned ? 'fixed before the sweep' : 'chosen after the data had been seen';
  if (rule.kind === 'none')
    return html`<p>${is_planned ? 'No rule was fixed before the sweep' : 'No rule was requested'}; every finished trial is included.</p>`;
  const words = outlierRuleInWords(rule);
  if (left_out.length === 0) return html`<p>None by the rule ${fixed} (${words}).</p>`;
  const trials = left_out.map(({ trial, value }) => `trial ${trial} (${formatNumber(value)})`).join(', ');
  return html`<p>By the rule ${fixed} (${words}): ${trials}. Every other figure and table includes them.</p>
<p><b>Without them:</b> ${without?.verdict.text ?? 'too few trials remain for an analysis.'}</p>`;
}

function earlyEnd({ looks }: SweepAnalyses): Html | null {
  const last = looks.at(-1);
  if (!last) return null;
  return html`<h3>Early end</h3>
<p>Interim analyses after ${looks.map(({ n }) => n).join(', ')} replicates (${last.stop ?? 'not ended'}). They share the significance level
by the method of O’Brien and Fleming; every test and interval here uses the level of the last one, ${formatNumber(last.level, 3)}.</p>`;
}

function pareto(model: ReportModel, cells: readonly ParetoCell[], numbering: Numbering): Html | null {
  if (cells.length < 2) return null;
  const scale = scaleFor(
    cells.map(({ energy_j }) => energy_j),
    'J',
  );
  const per = (ci: Interval | null, by: number): Interval | null => ci && [ci[0] / by, ci[1] / by];
  const figure = paretoFigure({
    points: cells.map((cell) => ({
      label: cellName(model, cell.levels),
      cost: cell.energy_j / scale.per,
      cost_ci: per(cell.energy_ci, scale.per),
      worth: 100 * cell.accuracy,
      worth_ci: per(cell.accuracy_ci, 0.01),
      is_efficient: cell.is_efficient,
    })),
    x_label: `Training energy, ${scale.unit}`,
    y_label: 'Test accuracy, %',
    theme: 'light',
  });
  const energies = formatColumn(
    cells.map(({ energy_j }) => energy_j),
    scale,
    5,
  );
  const level = confidence(model.study.analysis?.alpha ?? 0.05);
  return html`<h3>Energy against accuracy</h3>
<figure>${svgFigure(figure, { id: 'pareto', label: `Energy against accuracy of ${cells.length} settings` })}
<figcaption><b>Figure ${numbering.nextFigure()}.</b> Mean training energy against mean test accuracy by setting, with ${level} intervals. Up and to the left is
better. On the line: settings that no other setting beats in both.</figcaption></figure>
${table(numbering, {
  caption: 'Energy against accuracy by setting',
  columns: [
    { title: 'Setting', cell: ({ levels }) => cellName(model, levels) },
    { title: 'n', align: 'right', cell: ({ n }) => n },
    { title: `Energy, ${scale.unit}`, align: 'right', cell: ({ energy_j }) => orMissing(energy_j, energies) },
    { title: `${level} CI`, align: 'right', cell: ({ energy_ci }) => ends(energy_ci, energies) },
    { title: 'Accuracy', align: 'right', cell: ({ accuracy }) => formatPercent(accuracy) },
    { title: `${level} CI`, align: 'right', cell: ({ accuracy_ci }) => ends(accuracy_ci, formatPercent) },
    { title: 'Efficient', cell: ({ is_efficient }) => (is_efficient ? 'yes' : 'no') },
  ],
  rows: cells,
  note: 'Efficient: no other setting uses at most as much energy and is at least as accurate, judged by the means.',
})}`;
}

// The answer: whether the difference is real, how large it is, and what the study cost.

import type { ReportModel } from '../../../core/report/model.ts';
import type { TTest } from '../../../core/statistics/analysis.ts';
import { quantile } from '../../../core/statistics/descriptives/quantile.ts';
import { isAnalysed } from '../../../core/study/trial-row.ts';
import {
  formatFixed,
  formatInterval,
  formatLevel,
  formatLevels,
  formatPStatement,
  formatToInterval,
  scaleFor,
} from '../../../core/words/format.ts';
import { type Html, type HtmlPart, html } from '../../../core/words/html.ts';
import { type Numbering, table } from '../table.ts';
import { carbonTold, totalOf } from '../totals.ts';
import { badge, confidence, responseOf } from '../words.ts';

export function answerSection(model: ReportModel, numbering: Numbering): Html {
  const { analysis, why_no_analysis, kind } = model.study;
  const verdict = analysis
    ? html`<p class="verdict">${analysis.verdict.text}</p>
<p class="apa">${analysis.verdict.apa}</p>`
    : html`<p class="verdict">${model.command ? 'One recording: the report gives its energy and makes no comparison.' : `No statistical answer: ${why_no_analysis ?? 'nothing was analysed'}.`}</p>`;
  return html`<section id="answer"><h2>Answer</h2>
${verdict}
${table(numbering, {
  caption: html`Key numbers${kind === 'none' ? null : html`; energies are ${badge(kind)}`}`,
  columns: [
    { title: 'Quantity', cell: ([name]) => name },
    { title: 'Value', align: 'right', cell: ([, value]) => value },
    { title: 'Interval', align: 'right', cell: ([, , interval]) => interval },
    { title: 'Basis', cell: ([, , , how]) => how },
  ],
  rows: keyNumbers(model),
  note: noteOf(model),
})}
</section>
`;
}

function noteOf({ study }: ReportModel): string {
  const energies =
    'Intervals of energy and CO2 are 95\u00a0% intervals of the measurement (sensor, phase edges, model, grid factor)';
  if (!study.analysis) return `${energies}.`;
  return (
    `${energies}. Intervals of differences are ${confidence(study.analysis.alpha)} confidence intervals over the replicates. p is adjusted ` +
    'by Holm\u2019s method; g is Hedges\u2019 effect size.'
  );
}

type KeyNumber = readonly [HtmlPart, HtmlPart, HtmlPart, HtmlPart];

function keyNumbers(model: ReportModel): KeyNumber[] {
  const { study, command } = model;
  const what = command ? 'of the command' : 'of all finished training runs together';
  const total = totalOf(model);
  const carbon = carbonTold(model);
  const rows: KeyNumber[] = [
    [`Energy ${what}`, ...quantity(total?.energy_j ?? null, total?.ci ?? null, 'J'), badge(study.kind)],
    [
      html`CO<sub>2</sub>e ${what}`,
      ...quantity(carbon.carbon_g, carbon.ci, 'g'),
      html`${badge(study.kind === 'measured' ? 'derived' : study.kind)}`,
    ],
  ];
  rows.push(...leadingTests(model).map((test) => differenceRow(model, test)));
  rows.push(...accuracyRows(model));
  return rows;
}

const quantity = (
  value: number | null,
  ci: readonly [number, number] | null,
  unit: string,
): [string, string] => {
  const scale = scaleFor([value], unit);
  return [formatToInterval(value, ci, unit, scale), ci ? formatInterval(ci, unit, scale) : ''];
};

/** The most tests shown here; the table of tests has them all. */
const MOST_TESTS = 6;

/** Comparisons over all cells if there are any, otherwise those within levels of the other factors. */
function leadingTests({ study }: ReportModel): readonly TTest[] {
  const tests = study.analysis?.t_tests ?? [];
  const overall = tests.filter((test) => Object.keys(test.levels).length === 0);
  return (overall.length > 0 ? overall : tests).slice(0, MOST_TESTS);
}

function differenceRow(model: ReportModel, { a, b, levels, diff, ci, hedges_g, p_holm }: TTest): KeyNumber {
  const { label, unit, from_power } = responseOf(model);
  const scale = scaleFor([diff], unit);
  const at = Object.keys(levels).length === 0 ? '' : ` at ${formatLevels(levels)}`;
  return [
    `Difference in ${label.toLowerCase()}, ${formatLevel(a)} \u2212 ${formatLevel(b)}${at}`,
    formatToInterval(diff, ci, unit, scale),
    ci ? formatInterval(ci, unit, scale) : '',
    html`${badge(from_power ? model.study.kind : 'measured')} ${p_holm === null ? null : formatPStatement(p_holm)}${hedges_g === null ? null : html`, <i>g</i> = ${formatFixed(hedges_g)}`}`,
  ];
}

function accuracyRows({ study }: ReportModel): KeyNumber[] {
  const values = study.trials
    .flatMap((trial) => (isAnalysed(trial) && trial.accuracy !== null ? [trial.accuracy * 100] : []))
    .sort((a, b) => a - b);
  const [low, high] = [values[0], values.at(-1)];
  if (low === undefined || high === undefined) return [];
  const range = `${formatFixed(low, 1)} to ${formatFixed(high, 1)}\u00a0%`;
  return [
    [
      'Test accuracy, median and range of the trials',
      `${formatFixed(quantile(values, 0.5), 1)}\u00a0%`,
      range,
      badge('measured'),
    ],
  ];
}

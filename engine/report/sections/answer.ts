// The answer first: is the difference real, how large is it, what did it cost.
import type { TTest } from '../../../core/analysis.ts';
import {
  formatFixed,
  formatInterval,
  formatLevel,
  formatPercent,
  formatPStatement,
  formatToInterval,
  scaleFor,
} from '../../../core/format.ts';
import type { ReportModel } from '../../../core/report/model.ts';
import { sumOfTrials } from '../../sweep-total.ts';
import { type Html, type HtmlPart, html } from '../html.ts';
import { type Numbering, table } from '../table.ts';
import { badge, confidence, responseOf } from '../words.ts';

export function answerSection(model: ReportModel, numbering: Numbering): Html {
  const { analysis, why_no_analysis, kind } = model.study;
  const verdict = analysis
    ? html`<p class="verdict">${analysis.verdict.text}</p>
<p class="apa">${analysis.verdict.apa}</p>`
    : html`<p class="verdict">${model.command ? 'One recording: its energy is told, no comparison is made.' : `No statistical answer: ${why_no_analysis ?? 'nothing was analysed'}.`}</p>`;
  return html`<section id="answer"><h2>Answer</h2>
${verdict}
${table(numbering, {
  caption: html`Key numbers${kind === 'none' ? null : html`; energies are ${badge(kind)}`}`,
  columns: [
    { title: 'Quantity', cell: ([name]) => name },
    { title: 'Value', align: 'right', cell: ([, value]) => value },
    { title: 'Interval', align: 'right', cell: ([, , interval]) => interval },
    { title: 'Obtained', cell: ([, , , how]) => how },
  ],
  rows: keyNumbers(model),
  note: `Intervals of energy and CO2 are ${confidence(0.05)} intervals of the measurement (sensor, edges, model and grid factor); those of differences and effects are ${confidence(analysis?.alpha ?? 0.05)} confidence intervals over the replicates.`,
})}
</section>
`;
}

type KeyNumber = readonly [HtmlPart, HtmlPart, HtmlPart, HtmlPart];

function keyNumbers(model: ReportModel): KeyNumber[] {
  const { study, command } = model;
  const what = command ? 'of the command' : 'of all finished trainings together';
  const done = study.trials.filter((trial) => trial.state === 'done' || command !== null);
  const total = sumOfTrials(done.map((trial) => ({ ...trial, state: 'done' })));
  const rows: KeyNumber[] = [
    [`Energy ${what}`, ...quantity(total?.energy_j ?? null, total?.ci ?? null, 'J'), badge(study.kind)],
    [
      html`CO<sub>2</sub>e ${what}`,
      ...quantity(study.carbon?.carbon_g ?? null, study.carbon?.ci ?? null, 'g'),
      html`${badge('derived')}`,
    ],
  ];
  const test = leadingTest(model);
  if (test) rows.push(...differenceRows(model, test));
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

/** The first comparison over all cells, else the first of all. */
function leadingTest({ study }: ReportModel): TTest | null {
  const tests = study.analysis?.t_tests ?? [];
  return tests.find((test) => Object.keys(test.levels).length === 0) ?? tests[0] ?? null;
}

function differenceRows(model: ReportModel, test: TTest): KeyNumber[] {
  const { label, unit, from_power } = responseOf(model);
  const how = from_power ? badge(model.study.kind) : badge('measured');
  const scale = scaleFor([test.diff, ...(test.ci ?? [])], unit);
  const pair = `${formatLevel(test.a)} − ${formatLevel(test.b)}`;
  return [
    [
      `Difference in ${label.toLowerCase()}, ${pair}`,
      formatToInterval(test.diff, test.ci, unit, scale),
      test.ci ? formatInterval(test.ci, unit, scale) : '',
      html`${how} ${test.p_holm === null ? null : html`${formatPStatement(test.p_holm)} (Holm)`}`,
    ],
    [
      html`Effect size, Hedges’ <i>g</i>, ${pair}`,
      formatFixed(test.hedges_g),
      test.g_ci ? formatInterval(test.g_ci) : '',
      html`${how}`,
    ],
  ];
}

function accuracyRows({ study }: ReportModel): KeyNumber[] {
  const values = study.trials.flatMap((trial) =>
    trial.state === 'done' && trial.accuracy !== null ? [trial.accuracy] : [],
  );
  if (values.length === 0) return [];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return [
    ['Test accuracy, lowest and highest trial', formatPercent(low), formatPercent(high), badge('measured')],
  ];
}

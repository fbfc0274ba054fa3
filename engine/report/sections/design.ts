// The plan of the experiment and everything that came of it, trial by trial.

import { type Design, FACTOR_NAMES } from '../../../core/design/design.ts';
import type { TrialRow } from '../../../core/documents.ts';
import {
  formatCount,
  formatDuration,
  formatFixed,
  formatInterval,
  formatLevel,
  formatNumber,
  formatPercent,
  formatTerm,
  scaleFor,
} from '../../../core/format.ts';
import type { ReportModel } from '../../../core/report/model.ts';
import { type Html, html } from '../html.ts';
import { bullets, definitions, type Numbering, table } from '../table.ts';
import { cellName, flagWords, orMissing, unlessZero } from '../words.ts';

export function designSection(model: ReportModel): Html | null {
  const { design } = model.study;
  if (!design) return null;
  const { factors } = design;
  const varied = FACTOR_NAMES.filter((name) => factors[name].length > 1);
  const constant = FACTOR_NAMES.filter((name) => factors[name].length === 1);
  const levels = (name: (typeof FACTOR_NAMES)[number]): string =>
    factors[name].map((level) => formatLevel(String(level))).join(', ');
  const sentence = (name: string): string => formatTerm(name).replace(/^./, (sign) => sign.toUpperCase());
  const cells = FACTOR_NAMES.reduce((product, name) => product * factors[name].length, 1);
  return html`<section id="design"><h2>Design</h2>
${definitions([
  ...varied.map((name) => [html`${sentence(name)} <span class="role">varied</span>`, levels(name)] as const),
  ...constant.map((name) => [sentence(name), levels(name)] as const),
  ['Cells', formatCount(cells)],
  [
    'Replicates',
    `${design.replicates} runs of every cell, in ${design.replicates} randomised complete block${design.replicates > 1 ? 's' : ''}`,
  ],
  ['Seed', `${design.seed}, of the random order and of every block’s weights and shuffle`],
  [
    'Trainer',
    `backend ${design.backend}, ${design.optimiser.toUpperCase()}, learning rate ${design.learning_rate}, ${design.threads === 0 ? 'all threads' : `${design.threads} threads`}`,
  ],
  ['Data', dataWords(design)],
  ['Pauses', `${design.idle_s} s idle before, ${design.cooldown_s} s cool-down after every training`],
])}
${bullets(design.notes)}
</section>
`;
}

function dataWords({ data }: Design): string {
  if (data.kind === 'synthetic')
    return `synthetic: ${formatCount(data.samples)} samples, ${data.features} features, ${data.classes} classes, seed ${data.seed}`;
  // The folder itself says nothing to a reader and much about its owner.
  const name = data.path.split(/[\\/]/).filter(Boolean).at(-1) ?? data.path;
  const limit = data.train_limit > 0 ? `, first ${formatCount(data.train_limit)} training examples` : '';
  return `${data.kind === 'idx' ? 'IDX images' : 'CSV'} “${name}”${limit}`;
}

export function trialsSection(model: ReportModel, numbering: Numbering): Html | null {
  const { trials } = model.study;
  const scale = scaleFor(
    trials.map((trial) => trial.energy_total_j),
    'J',
  );
  const blank = (value: number | null, format: (value: number) => string, { state }: TrialRow) =>
    state === 'planned' ? '' : orMissing(value, format);
  return html`<section id="trials"><h2>All trials</h2>
${
  table<TrialRow>(numbering, {
    caption: `Every trial in the order of execution; time, energy (${scale.unit}, with its measurement interval) and power of the ${model.command ? 'command' : 'training phase'}`,
    size: 'wide',
    columns: [
      { title: 'No.', align: 'right', cell: ({ order }) => order },
      { title: 'Block', align: 'right', cell: ({ block }) => block },
      { title: 'Setting', cell: ({ levels }) => cellName(model, levels) },
      { title: 'State', cell: ({ state }) => html`<span class="state ${state}">${state}</span>` },
      {
        title: 'Time',
        align: 'right',
        cell: (row) => blank(unlessZero(row.duration_s), formatDuration, row),
      },
      {
        title: 'Energy',
        align: 'right',
        cell: (row) => blank(row.energy_total_j, (energy_j) => formatNumber(energy_j / scale.per), row),
      },
      {
        title: 'Interval',
        align: 'right',
        cell: ({ ci }) => (ci ? formatInterval(ci, '', { ...scale, unit: '' }) : ''),
      },
      {
        title: 'Power, W',
        align: 'right',
        cell: (row) => blank(row.power_w, (power_w) => formatNumber(power_w, 3), row),
      },
      {
        title: 'Samples/s',
        align: 'right',
        cell: (row) => blank(unlessZero(row.samples_per_s), formatCount, row),
      },
      {
        title: 'Accuracy',
        align: 'right',
        cell: (row) => blank(row.accuracy, (share) => formatPercent(share), row),
      },
      { title: 'Loss', align: 'right', cell: (row) => blank(row.loss, (loss) => formatFixed(loss, 3), row) },
      { title: 'Flags', cell: ({ flags }) => flags.map(flagWords).join('; ') },
    ],
    rows: trials,
    note: 'No trial is dropped from this table. Trials that are not “done” take no part in the statistics; flagged ones do.',
  }) ?? html`<p>The study holds no trial.</p>`
}
</section>
`;
}

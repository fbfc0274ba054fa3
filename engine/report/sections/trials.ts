// The complete table of trials; none is dropped.

import type { ReportModel } from '../../../core/report/model.ts';
import type { TrialRow } from '../../../core/study/trial-row.ts';
import { flagWords } from '../../../core/words/flags.ts';
import { formatColumn, formatCount, formatFixed, scaleFor } from '../../../core/words/format.ts';
import { type Html, html } from '../../../core/words/html.ts';
import { type Column, type Numbering, table } from '../table.ts';
import { cellName, ends, isMessage, missing } from '../words.ts';

export function trialsSection(model: ReportModel, numbering: Numbering): Html {
  const phase = model.command ? 'command' : 'training phase';
  const trials = table<TrialRow>(numbering, {
    caption: `Every trial in the order of execution; time, energy and power are those of the ${phase}`,
    size: 'wide',
    columns: columnsOf(model),
    rows: model.study.trials,
    note: [
      'Interval: 95\u00a0% interval of the measurement. This table shows every trial. Trials that are not \u201cdone\u201d are not in the statistics; flagged ones are.',
      ...model.study.trials.flatMap(({ trial, excluded }) =>
        excluded === null
          ? []
          : [html`<br>Trial ${trial} was excluded from the statistics by hand: ${excluded}.`],
      ),
      ...model.study.trials.flatMap(({ trial, flags }) =>
        flags.filter(isMessage).map((message) => html`<br>Trial ${trial}: ${message}.`),
      ),
    ],
  });
  return html`<section id="trials"><h2>All trials</h2>
${trials ?? html`<p>The study holds no trial.</p>`}
</section>
`;
}

function columnsOf(model: ReportModel): Column<TrialRow>[] {
  const { trials } = model.study;
  const energies_j = trials.map((trial) => trial.energy_total_j);
  const durations_s = trials.map((trial) => trial.duration_s);
  const scale = scaleFor(energies_j, 'J');
  const time = scaleFor(durations_s, 's');
  const energy = formatColumn(energies_j, scale);
  const columns: Column<TrialRow>[] = [
    { title: 'No.', align: 'right', cell: ({ order }) => order },
    { title: 'Block', align: 'right', cell: ({ block }) => block },
    { title: 'Setting', keep: true, cell: ({ levels }) => cellName(model, levels) },
    {
      title: 'State',
      cell: ({ state, excluded }) =>
        html`<span class="state ${state}">${excluded === null ? state : 'excluded'}</span>`,
    },
    number(`Time, ${time.unit}`, (row) => row.duration_s, formatColumn(durations_s, time)),
    number(`Energy, ${scale.unit}`, (row) => row.energy_total_j, energy),
    {
      title: 'Interval',
      align: 'right',
      cell: ({ ci }) => ends(ci, energy),
    },
    number(
      'Power, W',
      (row) => row.power_total_w,
      (power_w) => formatFixed(power_w, 1),
    ),
    number('Samples/s', (row) => row.samples_per_s, formatCount),
    number(
      'Accuracy, %',
      (row) => row.accuracy,
      (share) => formatFixed(share * 100, 2),
    ),
    number(
      'Loss',
      (row) => row.loss,
      (loss) => formatFixed(loss, 3),
    ),
    {
      title: 'Flags',
      cell: ({ flags }) =>
        flags.map((flag) => (isMessage(flag) ? 'see below' : flagWords(flag).label)).join('; '),
    },
  ];
  // A recorded command has no setting and no training results.
  return model.command ? columns.filter(({ title }) => !OF_TRAININGS.has(String(title))) : columns;
}

const OF_TRAININGS = new Set(['Block', 'Setting', 'Samples/s', 'Accuracy, %', 'Loss']);

/** A trial that has not run yet has an empty cell instead of a missing value. */
const number = (
  title: string,
  of: (row: TrialRow) => number | null,
  format: (value: number) => string,
): Column<TrialRow> => ({
  title,
  align: 'right',
  cell: (row) => {
    const value = of(row);
    return value === null ? (row.state === 'planned' ? '' : missing) : format(value);
  },
});

// The head of the report: its subject and, before any number, how far the numbers can be trusted.

import type { ReportModel } from '../../../core/report/model.ts';
import { TOTAL_DOMAINS } from '../../../core/source.ts';
import { formatCount, formatPercent } from '../../../core/words/format.ts';
import { type Html, html } from '../../../core/words/html.ts';
import { listed, utc } from '../words.ts';

export function titleBlock({ study, command, machine, generated_unix_ms }: ReportModel): Html {
  const done = study.trials.filter((trial) => trial.state === 'done').length;
  const what = command
    ? html`Recorded command: <code>${command.join(' ')}</code>`
    : html`Designed experiment, ${formatCount(done)} of ${formatCount(study.trials.length)} trials finished`;
  return html`<header>
<p class="kicker">Energy and carbon audit of a training run</p>
<h1>${study.name}</h1>
<p class="meta">${what}<br>
Measured ${utc(study.created_unix_ms)}${machine ? html` on ${machine.cpu_model}${machine.gpus.map((gpu) => html` + ${gpu.name}`)}` : null}<br>
Report made ${utc(generated_unix_ms)}</p>
</header>
`;
}

/** Shown when the study is not as it was stored, or was put together from a damaged file; null otherwise. */
export const doubtsBanner = ({ study }: ReportModel): Html | null =>
  study.doubts.length === 0 ? null : banner('These numbers may be wrong.', study.doubts.join(' '));

/** Shown when a total contains anything but measurements, or nothing at all; null otherwise. */
export function kindBanner({ study }: ReportModel): Html | null {
  if (study.kind === 'measured' || study.kind === 'derived') return null;
  if (study.kind === 'none')
    return banner(
      'No energy was obtained.',
      'No power source gave a usable reading, so this report makes no statement about energy.',
    );
  const counted = study.sources.filter(
    ({ domain, energy_j }) => energy_j !== null && (TOTAL_DOMAINS as readonly string[]).includes(domain),
  );
  const modelled = counted.filter(({ kind }) => kind === 'modelled');
  if (study.kind === 'modelled')
    return banner(
      'These energies are estimates from a model.',
      'No power sensor could be read on this machine. The energies follow from utilisation, rated power and time, so a difference ' +
        'between settings is really a difference in time or utilisation. They are no evidence of a precision effect on energy.',
    );
  if (modelled.length === 0)
    return banner(
      'These energies are partly derived.',
      'Not every part was read from its own sensor; see the sources.',
    );
  const all_j = counted.reduce((sum, { energy_j }) => sum + (energy_j ?? 0), 0);
  const modelled_j = modelled.reduce((sum, { energy_j }) => sum + (energy_j ?? 0), 0);
  const share = all_j > 0 ? ` (${formatPercent(modelled_j / all_j, 2)} of the mean energy)` : '';
  return banner(
    'Part of the energy is estimated from a model.',
    `${listed(modelled.map(({ device }) => device))}${share} could not be measured on this machine. The modelled part is no evidence of a ` +
      'precision effect on energy. Judge differences by the measured parts.',
  );
}

const banner = (strong: string, text: string): Html =>
  html`<aside class="banner" role="note"><p><strong>${strong}</strong> ${text}</p></aside>
`;

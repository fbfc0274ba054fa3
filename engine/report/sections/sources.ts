// The section on measurements: every source with its method and accuracy, and the parts missing from the total.

import type { ReportModel } from '../../../core/report/model.ts';
import type { Source } from '../../../core/source.ts';
import {
  formatColumn,
  formatDomain,
  formatNumber,
  formatQuantity,
  scaleFor,
} from '../../../core/words/format.ts';
import { type Html, type HtmlPart, html } from '../../../core/words/html.ts';
import { bullets, type Numbering, table } from '../table.ts';
import { badge, orMissing } from '../words.ts';

export function sourcesSection(model: ReportModel, numbering: Numbering): Html {
  const mean_j = new Map(model.study.sources.map(({ id, energy_j }) => [id, energy_j]));
  const scale = scaleFor([...mean_j.values()], 'J');
  const shown = formatColumn([...mean_j.values()], scale);
  const phase = model.command ? 'command' : 'training';
  const intro =
    model.sources.length === 0
      ? html`<p>The study has no power source.</p>`
      : html`<p>The total of a trial is the sum over disjoint parts: ${model.total.domains.join(', ') || 'none'}. Parts contained in others (CPU cores in
the package, the package in the platform) are listed but never added.</p>`;
  return html`<section id="sources"><h2>Measurements and methods</h2>
${intro}
${table<Source>(numbering, {
  caption: `Power sources; energy is the mean over finished trials of the ${phase} phase`,
  size: 'wide',
  columns: [
    { title: 'Device', cell: ({ device }) => device },
    { title: 'Part', cell: ({ domain }) => formatDomain(domain) },
    { title: 'Kind', cell: ({ kind }) => badge(kind) },
    { title: 'Method', cell: ({ method }) => method },
    { title: 'Accuracy', align: 'right', cell: ({ accuracy_pct }) => accuracyOf(accuracy_pct) },
    {
      title: 'Period',
      align: 'right',
      cell: ({ update_period_s }) =>
        update_period_s === null ? not_stated : formatQuantity(update_period_s, 's', 2),
    },
    {
      title: `Energy, ${scale.unit}`,
      align: 'right',
      cell: ({ id }) => orMissing(mean_j.get(id) ?? null, shown),
    },
    { title: 'Reference', cell: ({ reference }) => citation(reference) },
  ],
  rows: model.sources,
  note: 'Accuracy: relative half-width of the 95 % interval of a long measurement. Period: time between updates of the reading.',
})}
${model.total.leaves_out.length > 0 ? html`<p>The totals do not include:</p>${bullets(model.total.leaves_out)}` : null}
</section>
`;
}

const not_stated = html`<span class="missing">not stated</span>`;

const accuracyOf = (accuracy_pct: number | null): HtmlPart =>
  accuracy_pct === null ? not_stated : `±\u2009${formatNumber(accuracy_pct, 3)}\u00a0%`;

/** A web address becomes a link for the reader; the report itself fetches nothing. */
function citation(reference: string | null): HtmlPart {
  if (reference === null) return html`<span class="missing">none</span>`;
  return /^https:\/\/\S+$/.test(reference)
    ? html`<a href="${reference}" rel="noreferrer">${reference.replace('https://', '')}</a>`
    : reference;
}

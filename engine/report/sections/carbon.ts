// From joules to grams: the grid factor, its source, and its caveats.

import type { ReportModel } from '../../../core/report/model.ts';
import { kwhFromJ } from '../../../core/units.ts';
import { formatInterval, formatNumber, formatToInterval } from '../../../core/words/format.ts';
import { type Html, html } from '../../../core/words/html.ts';
import { bullets, definitions } from '../table.ts';
import { carbonTold, totalOf } from '../totals.ts';

export function carbonSection(model: ReportModel): Html {
  const energy_j = totalOf(model)?.energy_j ?? null;
  const told = carbonTold(model);
  const { accuracy_pct } = model.factor;
  const sum =
    told.carbon_g === null || energy_j === null
      ? html`<p>No energy was obtained, so CO<sub>2</sub>e is not available. The factor is given for reference.</p>`
      : html`<p>${formatNumber(kwhFromJ(energy_j))} kWh × ${formatNumber(told.pue, 3)} (PUE) × ${formatNumber(told.intensity_g_per_kwh, 5)} g/kWh =
<strong>${formatToInterval(told.carbon_g, told.ci, 'g')} CO<sub>2</sub>e</strong>${told.ci ? html`, 95 % interval ${formatInterval(told.ci, 'g')}` : null}.</p>`;
  return html`<section id="carbon"><h2>CO<sub>2</sub></h2>
${sum}
${definitions([
  ['Grid factor', html`${formatNumber(told.intensity_g_per_kwh, 5)} g CO<sub>2</sub>e per kWh`],
  ['Region', told.region],
  ['Year', told.year === null ? 'not stated' : String(told.year)],
  ['Source', told.source],
  ['Data licence', told.licence],
  [
    'Error of the factor',
    accuracy_pct === null ? 'not stated; not part of the interval' : `± ${accuracy_pct} % (assumed)`,
  ],
  ['PUE', told.pue === 1 ? '1: a workstation, no building overhead' : formatNumber(told.pue, 3)],
])}
${bullets(told.caveats)}
<p class="note">Emissions from making the hardware are not included.</p>
</section>
`;
}

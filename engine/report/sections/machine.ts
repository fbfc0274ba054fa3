// The machine that was measured; the numbers hold for it alone.

import type { ReportModel } from '../../../core/report/model.ts';
import { formatQuantity, NOT_MEASURED } from '../../../core/words/format.ts';
import { type Html, type HtmlPart, html } from '../../../core/words/html.ts';
import { definitions } from '../table.ts';

export function machineSection({ machine }: ReportModel): Html {
  return html`<section id="machine"><h2>Machine</h2>
${machine ? inventory(machine) : html`<p>The study has no inventory of its machine.</p>`}
</section>
`;
}

function inventory(machine: NonNullable<ReportModel['machine']>): Html {
  const cores = machine.cpu_physical_cores === null ? '' : `${machine.cpu_physical_cores} cores, `;
  const gpus = machine.gpus.map((gpu, index): readonly [HtmlPart, HtmlPart] => [
    machine.gpus.length > 1 ? `GPU ${index}` : 'GPU',
    [
      gpu.name,
      gpu.memory_b === null ? null : formatQuantity(gpu.memory_b, 'B', 3),
      gpu.power_limit_w === null ? null : `power limit ${formatQuantity(gpu.power_limit_w, 'W', 3)}`,
      gpu.driver === null ? null : `driver ${gpu.driver}`,
    ]
      .filter((part) => part !== null)
      .join(', '),
  ]);
  return definitions([
    ['CPU', `${machine.cpu_model}, ${cores}${machine.cpu_threads} threads`],
    ['CPU governor', machine.cpu_governor ?? 'not reported by the system'],
    ['Memory', formatQuantity(machine.memory_b, 'B', 3)],
    ...(gpus.length > 0 ? gpus : [['GPU', 'none found'] as const]),
    ['System', `${machine.os}, kernel ${machine.kernel}, ${machine.arch}`],
    ['Virtualisation', machine.virtualisation ?? 'none: bare metal'],
    ['Host', html`<code>${machine.hostname_hash || NOT_MEASURED}</code> (hash of its name)`],
  ]);
}

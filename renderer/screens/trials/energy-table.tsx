// The training's energy of every source, by every way there is: counter, integrated power, the sensor's own average.
import type { SourceEnergy } from '../../../core/energy/source-energy.ts';
import { DataTable } from '../../components/data-table.tsx';
import { KindBadge } from '../../components/kind-badge.tsx';
import { domainLabel } from '../../format/labels.ts';
import { columnScale } from '../../format/scale.ts';

export function EnergyTable({ energies }: { energies: readonly SourceEnergy[] }) {
  if (energies.length === 0) return null;
  const scale = columnScale(
    energies.map(({ energy_j }) => energy_j),
    'J',
  );
  return (
    <DataTable
      label={`Energy of the training by source, ${scale.unit}`}
      min_width={760}
      rows={energies}
      rowKey={({ id }) => id}
      columns={[
        { head: 'Source', cell: ({ device, domain }) => `${device}, ${domainLabel(domain)}` },
        { head: 'Kind', cell: ({ kind }) => <KindBadge kind={kind} /> },
        { head: `Energy, ${scale.unit}`, is_number: true, cell: ({ energy_j }) => scale.format(energy_j) },
        { head: 'Interval', is_number: true, cell: ({ ci }) => scale.interval(ci) },
        { head: 'Without idle', is_number: true, cell: ({ net_j }) => scale.format(net_j) },
        { head: 'Counter', is_number: true, cell: ({ counter_j }) => scale.format(counter_j) },
        { head: 'Integral', is_number: true, cell: ({ integral_j }) => scale.format(integral_j) },
        { head: 'Average', is_number: true, cell: ({ average_j }) => scale.format(average_j) },
      ]}
    />
  );
}

// Training energy of every source, by each available way: counter, integrated power, the sensor's own average.
import type { SourceEnergy } from '../../../core/energy/source-energy.ts';
import { DataTable } from '../../components/data-table.tsx';
import { KindBadge } from '../../components/kind-badge.tsx';
import { domainLabel } from '../../format/labels.ts';
import { columnScale } from '../../format/scale.ts';
import { ENERGIES } from './texts.ts';

export function EnergyTable({ energies }: { energies: readonly SourceEnergy[] }) {
  if (energies.length === 0) return null;
  const scale = columnScale(
    energies.map(({ energy_j }) => energy_j),
    'J',
  );
  return (
    <DataTable
      label={ENERGIES.label(scale.unit)}
      min_width={760}
      rows={energies}
      rowKey={({ id }) => id}
      columns={[
        { head: ENERGIES.columns.source, cell: ({ device, domain }) => `${device}, ${domainLabel(domain)}` },
        { head: ENERGIES.columns.kind, cell: ({ kind }) => <KindBadge kind={kind} /> },
        {
          head: ENERGIES.columns.energy(scale.unit),
          is_number: true,
          cell: ({ energy_j }) => scale.format(energy_j),
        },
        { head: ENERGIES.columns.interval, is_number: true, cell: ({ ci }) => scale.interval(ci) },
        { head: ENERGIES.columns.net, is_number: true, cell: ({ net_j }) => scale.format(net_j) },
        { head: ENERGIES.columns.counter, is_number: true, cell: ({ counter_j }) => scale.format(counter_j) },
        {
          head: ENERGIES.columns.integral,
          is_number: true,
          cell: ({ integral_j }) => scale.format(integral_j),
        },
        { head: ENERGIES.columns.average, is_number: true, cell: ({ average_j }) => scale.format(average_j) },
      ]}
    />
  );
}

// What the energy is made of and how each part was obtained.
import { Stack, Text } from '@mantine/core';
import type { StudyView } from '../../../core/contract/ipc.ts';
import { KindBadge } from '../../components/kind-badge.tsx';
import { TableSection } from '../../components/table-section.tsx';
import { domainLabel, sentence } from '../../format/labels.ts';
import { columnScale } from '../../format/scale.ts';

export function SourcesCard({ sources }: Pick<StudyView, 'sources' | 'kind'>) {
  const scale = columnScale(
    sources.map((source) => source.energy_j),
    'J',
  );
  return (
    <TableSection
      title="How the energy was obtained"
      note="Mean over the finished trials, training phase only. GPU, CPU package and memory make the total; the others are part of them."
      label="Mean training energy by source"
      min_width={420}
      rows={sources}
      rowKey={(source) => source.id}
      columns={[
        { head: 'Kind', cell: (source) => <KindBadge kind={source.kind} />, text: ({ kind }) => kind },
        {
          head: 'Source',
          cell: (source) => (
            <Stack gap={0}>
              <Text fz={13} fw={600}>
                {domainLabel(source.domain)}
              </Text>
              <Text size="xs" c="dimmed">
                {source.device}
              </Text>
            </Stack>
          ),
          text: ({ domain, device }) => `${domainLabel(domain)}, ${device}`,
        },
        {
          head: 'Method',
          cell: (source) => <Text fz={13}>{sentence(source.method)}</Text>,
          text: ({ method }) => method,
        },
        {
          head: `Mean, ${scale.unit}`,
          how: 'Mean over the finished trials of the energy of this source in the training phase: its counter’s difference where it has one, else its readings integrated. The interval of a single trial is on its page.',
          is_number: true,
          cell: (source) => scale.format(source.energy_j),
        },
      ]}
    />
  );
}

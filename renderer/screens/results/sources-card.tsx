// What the energy is made of and how each part was obtained.
import { Stack, Text } from '@mantine/core';
import type { StudyView } from '../../../core/ipc.ts';
import { DataTable } from '../../components/data-table.tsx';
import { KindBadge } from '../../components/kind-badge.tsx';
import { Section } from '../../components/section.tsx';
import { domainLabel, sentence } from '../../format/labels.ts';
import { columnScale } from '../../format/scale.ts';

export function SourcesCard({ sources }: Pick<StudyView, 'sources' | 'kind'>) {
  const scale = columnScale(
    sources.map((source) => source.energy_j),
    'J',
  );
  return (
    <Section
      title="How the energy was obtained"
      note="Mean over the finished trials, training phase only. GPU, CPU package and memory make the total; the others are part of them."
    >
      <DataTable
        label="Mean training energy by source"
        min_width={420}
        rows={sources}
        rowKey={(source) => source.id}
        columns={[
          { head: 'Kind', cell: (source) => <KindBadge kind={source.kind} /> },
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
          },
          { head: 'Method', cell: (source) => <Text fz={13}>{sentence(source.method)}</Text> },
          { head: `Mean, ${scale.unit}`, is_number: true, cell: (source) => scale.format(source.energy_j) },
        ]}
      />
    </Section>
  );
}

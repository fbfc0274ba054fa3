// The parts of the energy and how each was obtained.
import { Stack, Text } from '@mantine/core';
import type { StudyView } from '../../../core/contract/ipc.ts';
import { KindBadge } from '../../components/kind-badge.tsx';
import { TableSection } from '../../components/table-section.tsx';
import { domainLabel, sentence } from '../../format/labels.ts';
import { columnScale } from '../../format/scale.ts';
import { SOURCES } from './texts/cards.ts';
import { HOW_OF_SOURCES } from './texts/how.ts';

export function SourcesCard({ sources }: Pick<StudyView, 'sources' | 'kind'>) {
  const scale = columnScale(
    sources.map((source) => source.energy_j),
    'J',
  );
  return (
    <TableSection
      title={SOURCES.title}
      note={SOURCES.note}
      label={SOURCES.label}
      min_width={420}
      rows={sources}
      rowKey={(source) => source.id}
      columns={[
        {
          head: SOURCES.columns.kind,
          cell: (source) => <KindBadge kind={source.kind} />,
          text: ({ kind }) => kind,
        },
        {
          head: SOURCES.columns.source,
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
          head: SOURCES.columns.method,
          cell: (source) => <Text fz={13}>{sentence(source.method)}</Text>,
          text: ({ method }) => method,
        },
        {
          head: SOURCES.columns.mean(scale.unit),
          how: HOW_OF_SOURCES.mean,
          is_number: true,
          cell: (source) => scale.format(source.energy_j),
        },
      ]}
    />
  );
}

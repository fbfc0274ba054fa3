// Table of the trainer's backends and the precisions each can run on this machine.
import { Badge, Group, Text } from '@mantine/core';
import type { Backend } from '../../../core/trainer-protocol.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { levelLabel, sentence } from '../../format/labels.ts';
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.backends;

export function BackendTable({ backends }: { backends: readonly Backend[] }) {
  return (
    <Section title={TEXT.title}>
      <DataTable
        label={TEXT.label}
        min_width={640}
        rows={backends}
        rowKey={(backend) => backend.name}
        columns={[
          {
            head: TEXT.backend,
            cell: (backend) => (
              <Text fz={13} fw={600}>
                {backend.name.toUpperCase()}
              </Text>
            ),
          },
          {
            head: TEXT.available,
            cell: (backend) => (backend.available ? TEXT.yes : TEXT.no),
          },
          {
            head: TEXT.device,
            cell: (backend) => [backend.device, backend.isa].filter(Boolean).join(', ') || '–',
          },
          {
            head: TEXT.precisions,
            cell: (backend) => (
              <Group gap={4}>
                {backend.precisions.map((precision) => (
                  <Badge key={precision} variant="default" radius="sm" tt="none">
                    {levelLabel(precision)}
                  </Badge>
                ))}
              </Group>
            ),
          },
          {
            head: TEXT.notes,
            cell: (backend) => (backend.reason === null ? '–' : sentence(backend.reason)),
          },
        ]}
      />
    </Section>
  );
}

// What the trainer can run here: its backends and the precisions each really has.
import { Badge, Group, Text } from '@mantine/core';
import type { Backend } from '../../../core/trainer-protocol.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { levelLabel, sentence } from '../../format/labels.ts';

export function BackendTable({ backends }: { backends: readonly Backend[] }) {
  return (
    <Section title="Trainer">
      <DataTable
        label="Backends of the trainer"
        min_width={640}
        rows={backends}
        rowKey={(backend) => backend.name}
        columns={[
          {
            head: 'Backend',
            cell: (backend) => (
              <Text fz={13} fw={600}>
                {backend.name.toUpperCase()}
              </Text>
            ),
          },
          {
            head: 'Available',
            cell: (backend) => (backend.available ? 'yes' : 'no'),
          },
          {
            head: 'Device',
            cell: (backend) => [backend.device, backend.isa].filter(Boolean).join(', ') || '–',
          },
          {
            head: 'Precisions',
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
            head: 'What to know',
            cell: (backend) => (backend.reason === null ? '–' : sentence(backend.reason)),
          },
        ]}
      />
    </Section>
  );
}

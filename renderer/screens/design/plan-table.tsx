// A design that is not run yet: its factors, and of each setting where it comes from.
import { Badge, Group, Stack, Text } from '@mantine/core';
import { factorList } from '../../../core/design/factor-list.ts';
import { cellCount, trialCount } from '../../../core/design/layout.ts';
import type { Preset } from '../../../core/design/presets.ts';
import { DataTable } from '../../components/data-table.tsx';
import { factorLabel, levelLabel } from '../../format/labels.ts';

export interface Planned extends Preset {
  /** Of the file; null for a preset. */
  readonly path: string | null;
}

const TAG_COLOURS = { sourced: 'teal', inferred: 'blue', assumed: 'orange' } as const;

export function PlanTable({ plan: { design, provenance, path } }: { plan: Planned }) {
  const cells = cellCount(design);
  const of = (name: string) => provenance.find(({ field }) => field === `factors.${name}` || field === name);
  const beside = provenance.filter(({ field }) => !field.startsWith('factors.'));
  return (
    <Stack gap="xs" data-testid="plan">
      <Text size="sm">
        <b>{design.name}</b>: {trialCount(design)} trials, {cells} cells × {design.replicates} replicates
        {path === null ? '' : ` (${path})`}
      </Text>
      <DataTable
        label={`Factors of ${design.name}`}
        rows={factorList(design)}
        rowKey={({ name }) => name}
        columns={[
          { head: 'Factor', cell: ({ name }) => factorLabel(name) },
          {
            head: 'Levels',
            cell: ({ levels }) => levels.map((level) => levelLabel(String(level))).join(', '),
          },
          { head: 'Role', is_word: true, cell: ({ levels }) => (levels.length > 1 ? 'varied' : 'held') },
          {
            head: 'Where from',
            cell: ({ name }) => {
              const from = of(name);
              return from === undefined ? null : <Tagged tag={from.tag} why={from.why} />;
            },
          },
        ]}
      />
      {beside.map(({ field, tag, why }) => (
        <Group key={field} gap={6} wrap="nowrap" align="flex-start">
          <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
            {factorLabel(field)}
          </Text>
          <Tagged tag={tag} why={why} />
        </Group>
      ))}
    </Stack>
  );
}

function Tagged({ tag, why }: { tag: keyof typeof TAG_COLOURS; why: string }) {
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <Badge size="sm" variant="light" tt="none" color={TAG_COLOURS[tag]} style={{ flexShrink: 0 }}>
        {tag}
      </Badge>
      <Text size="sm">{why}</Text>
    </Group>
  );
}

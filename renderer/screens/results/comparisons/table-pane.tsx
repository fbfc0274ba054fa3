// One of several tables of a card, with its note and the button that copies it.
import { Group, Stack, Text } from '@mantine/core';
import { CopyTable } from '../../../components/copy-table.tsx';
import { DataTable } from '../../../components/data-table.tsx';
import type { TableProps } from '../../../components/table-section.tsx';
import { textTable } from '../../../components/table-text.ts';

export function TablePane<Row>({ note, ...table }: TableProps<Row> & { note: string }) {
  return (
    <Stack gap={4} pt="xs">
      <DataTable {...table} />
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text className="table-caption" component="p" m={0}>
          {note}
        </Text>
        <CopyTable table={() => textTable({ caption: table.label, ...table, note })} />
      </Group>
    </Stack>
  );
}

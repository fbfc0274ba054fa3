// A card with a table that can be copied.
import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { CopyTable } from './copy-table.tsx';
import { type Column, DataTable } from './data-table.tsx';
import { Section } from './section.tsx';
import { textTable } from './table-text.ts';

export interface TableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  min_width?: number;
  max_height?: number;
}

export function TableSection<Row>(
  props: TableProps<Row> & {
    title: string;
    note?: string;
    aside?: ReactNode;
    /** Between the heading and the table. */
    children?: ReactNode;
  },
) {
  const { title, note, aside, children, ...table } = props;
  return (
    <Section
      title={title}
      note={note}
      aside={
        <Group gap="xs">
          {aside}
          <CopyTable table={() => textTable({ caption: table.label, ...table, note })} />
        </Group>
      }
    >
      {children}
      <DataTable {...table} />
    </Section>
  );
}

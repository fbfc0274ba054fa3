// A table built from columns, with heads, aligned figures and a caption for screen readers.
import { Table, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { How } from './how.tsx';
import { ScrollTable } from './scroll-table.tsx';

export interface Column<Row> {
  readonly head: string;
  /** Explains on demand how the numbers of the column are obtained. */
  readonly how?: string | undefined;
  /** Right-aligned with figures of equal width. */
  readonly is_number?: boolean;
  /** A single word that must not wrap: a level, a state. */
  readonly is_word?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** The cell as text; required where `cell` draws an element. */
  readonly text?: (row: Row) => string;
}

export function DataTable<Row>(props: {
  /** Describes the table to screen readers; not shown. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  min_width?: number;
  max_height?: number;
}) {
  const { columns, rows } = props;
  return (
    <ScrollTable
      label={props.label}
      min_width={props.min_width}
      max_height={props.max_height}
      highlightOnHover
    >
      <caption style={{ padding: 0 }}>
        <VisuallyHidden>{props.label}</VisuallyHidden>
      </caption>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column, i) => (
            // the columns of a table keep their order
            <Table.Th key={i} scope="col" className={column.is_number ? 'num' : undefined}>
              <How how={column.how}>{column.head}</How>
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={props.rowKey(row)}>
            {columns.map((column, i) => (
              // the columns of a table keep their order
              <Table.Td key={i} className={column.is_number ? 'num' : column.is_word ? 'word' : undefined}>
                {column.cell(row)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

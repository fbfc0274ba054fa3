// A table on the screen as plain text cells.
import type { TextTable } from '../../core/tables/table-text.ts';
import type { Column } from './data-table.tsx';

export function textTable<Row>(input: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  note?: string | undefined;
}): TextTable {
  const { caption, columns, rows, note = '' } = input;
  return {
    caption,
    heads: columns.map(({ head, is_number = false }) => ({ text: head, is_number })),
    rows: rows.map((row) => columns.map((column) => cellText(column, row))),
    note,
  };
}

/** @throws TypeError for a drawn cell without text */
function cellText<Row>({ head, cell, text }: Column<Row>, row: Row): string {
  if (text !== undefined) return text(row);
  const content = cell(row);
  if (typeof content === 'string' || typeof content === 'number') return String(content);
  if (content === null || content === undefined) return '';
  throw new TypeError(`the column ${head} has no text`);
}

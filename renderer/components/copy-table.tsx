// Takes a table to a document: LaTeX, Markdown or CSV on the clipboard.
import { Button, Menu } from '@mantine/core';
import { TABLE_FORMATS, type TableFormat, type TextTable, tableText } from '../../core/tables/table-text.ts';
import { useNotices } from '../state/notices.tsx';

const NAMES: Readonly<Record<TableFormat, string>> = { latex: 'LaTeX', markdown: 'Markdown', csv: 'CSV' };

/** `table` is asked for when it is wanted: nobody copies most of them. */
export function CopyTable({ table }: { table: () => TextTable }) {
  const notices = useNotices();
  const copy = async (format: TableFormat): Promise<void> => {
    const { caption, ...rest } = table();
    try {
      await navigator.clipboard.writeText(tableText({ caption, ...rest }, format));
      notices.done('Table copied', `“${caption}” is on the clipboard as ${NAMES[format]}.`);
    } catch (error) {
      notices.error('The table could not be copied', error);
    }
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="compact-xs" variant="subtle" color="gray" style={{ flexShrink: 0 }}>
          Copy table
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {TABLE_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void copy(format)}>
            As {NAMES[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

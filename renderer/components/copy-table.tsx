// Copies a table to the clipboard as LaTeX, Markdown or CSV.
import { Button, Menu } from '@mantine/core';
import { TABLE_FORMATS, type TableFormat, type TextTable, tableText } from '../../core/tables/table-text.ts';
import { useNotices } from '../state/notices.tsx';
import { COPY_TABLE } from './texts.ts';

/** `table` is called only on a click: most tables are never copied. */
export function CopyTable({ table }: { table: () => TextTable }) {
  const notices = useNotices();
  const copy = async (format: TableFormat): Promise<void> => {
    const { caption, ...rest } = table();
    try {
      await navigator.clipboard.writeText(tableText({ caption, ...rest }, format));
      notices.done(COPY_TABLE.done, COPY_TABLE.done_text(caption, format));
    } catch (error) {
      notices.error(COPY_TABLE.failed, error);
    }
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="compact-xs" variant="subtle" color="gray" style={{ flexShrink: 0 }}>
          {COPY_TABLE.open}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {TABLE_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void copy(format)}>
            {COPY_TABLE.as(format)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

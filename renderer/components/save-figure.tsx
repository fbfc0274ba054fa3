// Takes a figure to a document: as a vector graphic or a picture, on white paper, from the definition the screen draws.
import { Button, Menu } from '@mantine/core';
import type { FigureFile } from '../../core/figures/figure-file.ts';
import { call } from '../bridge/call.ts';
import { useNotices } from '../state/notices.tsx';
import type { Figure } from './chart.tsx';
import { figureContent } from './figure-content.ts';

export function SaveFigure(props: {
  /** In the theme of paper. */
  figure: () => Figure;
  /** Of the file that is proposed. */
  name: string;
  label: string;
  height: number;
}) {
  const notices = useNotices();
  const save = async (format: FigureFile['format']): Promise<void> => {
    try {
      const content = figureContent(props.figure(), format, props);
      const path = await call('figure:save', { name: fileName(props.name), format, content });
      if (path !== null) notices.done('Figure saved', path);
    } catch (error) {
      notices.error('The figure could not be saved', error);
    }
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="compact-xs" variant="subtle" color="gray" style={{ flexShrink: 0 }}>
          Save figure
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save('svg')}>As SVG…</Menu.Item>
        <Menu.Item onClick={() => void save('png')}>As PNG…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Names of studies hold what names of files must not. */
const fileName = (name: string): string =>
  name
    .replaceAll(/[\u0000-\u001f/\\:*?"<>|]+/g, ' ')
    .trim()
    .slice(0, 120) || 'figure';

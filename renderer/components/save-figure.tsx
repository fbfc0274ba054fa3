// Saves a figure as SVG or PNG on white paper, from the definition that the screen draws.
import { Button, Menu } from '@mantine/core';
import type { FigureFile } from '../../core/figures/figure-file.ts';
import { call } from '../bridge/call.ts';
import { useNotices } from '../state/notices.tsx';
import type { Figure } from './chart.tsx';
import { figureContent } from './figure-content.ts';
import { SAVE_FIGURE } from './texts.ts';

export function SaveFigure(props: {
  /** Builds the figure in the light theme. */
  figure: () => Figure;
  /** Proposed file name. */
  name: string;
  label: string;
  height: number;
}) {
  const notices = useNotices();
  const save = async (format: FigureFile['format']): Promise<void> => {
    try {
      const content = figureContent(props.figure(), format, props);
      const path = await call('figure:save', { name: fileName(props.name), format, content });
      if (path !== null) notices.done(SAVE_FIGURE.done, path);
    } catch (error) {
      notices.error(SAVE_FIGURE.failed, error);
    }
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="compact-xs" variant="subtle" color="gray" style={{ flexShrink: 0 }}>
          {SAVE_FIGURE.open}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save('svg')}>{SAVE_FIGURE.svg}</Menu.Item>
        <Menu.Item onClick={() => void save('png')}>{SAVE_FIGURE.png}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Replaces characters that study names may contain but file names may not. */
const fileName = (name: string): string =>
  name
    .replaceAll(/[\u0000-\u001f/\\:*?"<>|]+/g, ' ')
    .trim()
    .slice(0, 120) || 'figure';

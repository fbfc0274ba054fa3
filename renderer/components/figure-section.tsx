// A card with a figure that can be saved to a file.
import { Group, useComputedColorScheme } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import type { FigureTheme } from '../../core/figures/figures.ts';
import { Chart, type Figure } from './chart.tsx';
import { SaveFigure } from './save-figure.tsx';
import { Section } from './section.tsx';

export interface FigureProps {
  /** Keeps its identity while the figure is the same. */
  build: (theme: FigureTheme) => Figure;
  height: number;
  /** Describes the figure and where to find its numbers, for those who cannot see it. */
  label: string;
  test_id: string;
}

export function FigureSection(
  props: FigureProps & {
    title: string;
    /** Proposed file name. */
    name: string;
    note?: ReactNode;
    aside?: ReactNode;
    /** Shown below the figure. */
    children?: ReactNode;
  },
) {
  const { build, height, label } = props;
  const theme = useComputedColorScheme('light');
  const figure = useMemo(() => build(theme), [build, theme]);
  return (
    <Section
      title={props.title}
      note={props.note}
      aside={
        <Group gap="xs">
          {props.aside}
          <SaveFigure figure={() => build('light')} name={props.name} label={label} height={height} />
        </Group>
      }
    >
      <Chart figure={figure} height={height} label={label} test_id={props.test_id} />
      {props.children}
    </Section>
  );
}

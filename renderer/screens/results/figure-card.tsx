// The figure of the response by cell, as boxes or as means; the table of cells below holds the same numbers.
import { SegmentedControl, useComputedColorScheme } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Analysis } from '../../../core/analysis.ts';
import type { StudyView } from '../../../core/ipc.ts';
import { Chart } from '../../components/chart.tsx';
import { Section } from '../../components/section.tsx';
import { cellFigure, meansFigure } from './cell-figure.ts';
import { type ShownResponse, withUnit } from './response.ts';

const NOTES = {
  box: 'Box: quartiles and median. Whiskers: furthest value within 1.5 interquartile ranges. Dots: single trials; diamond: mean.',
  means:
    'Mean of each cell with its t interval over independent trials. With two factors, lines that are not parallel suggest an interaction.',
} as const;

export function FigureCard(props: { view: StudyView; analysis: Analysis; response: ShownResponse }) {
  const { view, analysis, response } = props;
  const theme = useComputedColorScheme('light');
  const [kind, setKind] = useState<'box' | 'means'>('box');
  const figure = useMemo(
    () => (kind === 'box' ? cellFigure(view, response, theme) : meansFigure(view, analysis, response, theme)),
    [kind, view, analysis, response, theme],
  );
  return (
    <Section
      title={`${response.label} by cell`}
      note={NOTES[kind]}
      aside={
        <SegmentedControl
          size="xs"
          aria-label="Kind of figure"
          value={kind}
          onChange={(chosen) => setKind(chosen === 'means' ? 'means' : 'box')}
          data={[
            { value: 'box', label: 'Box plot' },
            { value: 'means', label: 'Means' },
          ]}
        />
      }
    >
      <Chart
        figure={figure}
        height={320}
        label={`${kind === 'box' ? 'Box plot' : 'Means'} of ${withUnit(response)} by cell; the table of cells holds the same values`}
        test_id={kind === 'box' ? 'box-plot' : 'means-plot'}
      />
    </Section>
  );
}

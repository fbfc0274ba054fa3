// The figure of the response by cell: boxes, means, or lines that may cross; the tables below hold the same numbers.
import { Group, SegmentedControl, Select } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { StudyView } from '../../../core/contract/ipc.ts';
import type { FigureTheme } from '../../../core/figures/figures.ts';
import type { Analysis } from '../../../core/statistics/analysis.ts';
import { FigureSection } from '../../components/figure-section.tsx';
import { factorLabel } from '../../format/labels.ts';
import { cellFigure, crossedFigure, meansFigure } from './cell-figure.ts';
import { type ShownResponse, withUnit } from './response.ts';

const KINDS = {
  box: {
    label: 'Box plot',
    note: 'Box: quartiles and median. Whiskers: furthest value within 1.5 interquartile ranges. Dots: single trials; diamond: mean.',
  },
  means: { label: 'Means', note: 'Mean of each cell with its t interval over independent trials.' },
  interaction: {
    label: 'Interaction',
    note: 'Adjusted means of two factors with the intervals of the model, averaged over the others. Lines that are not parallel suggest an interaction; the table of variance tests it.',
  },
} as const;
type FigureKind = keyof typeof KINDS;

export function FigureCard(props: { view: StudyView; analysis: Analysis; response: ShownResponse }) {
  const { view, analysis, response } = props;
  const factors = view.analysed_factors;
  const [asked, setKind] = useState<FigureKind>('box');
  const [pair, setPair] = useState<readonly [line: string, along: string] | null>(null);
  const kind = asked === 'interaction' && factors.length < 2 ? 'means' : asked;
  const [line, along] = pairOf(pair, factors);
  const build = useCallback(
    (theme: FigureTheme) =>
      kind === 'box'
        ? cellFigure(view, response, theme)
        : kind === 'means'
          ? meansFigure(view, analysis, response, theme)
          : crossedFigure({ analysis, line, along }, response, theme),
    [kind, view, analysis, response, line, along],
  );
  const choices = factors.map((value) => ({ value, label: factorLabel(value) }));
  return (
    <FigureSection
      title={`${response.label} by cell`}
      name={`${view.name} ${KINDS[kind].label.toLowerCase()}`}
      note={KINDS[kind].note}
      build={build}
      height={320}
      label={`${KINDS[kind].label} of ${withUnit(response)} by cell; the tables below hold the same values`}
      test_id={kind === 'box' ? 'box-plot' : `${kind}-plot`}
      aside={
        <SegmentedControl
          size="xs"
          aria-label="Kind of figure"
          value={kind}
          onChange={(chosen) => setKind(chosen as FigureKind)}
          data={Object.entries(KINDS)
            .filter(([value]) => value !== 'interaction' || factors.length > 1)
            .map(([value, { label }]) => ({ value, label }))}
        />
      }
    >
      {kind === 'interaction' && factors.length > 2 ? (
        <Group gap="sm" mt="xs">
          <Select
            label="Lines"
            w={180}
            allowDeselect={false}
            value={line}
            data={choices}
            onChange={(next) => next !== null && setPair([next, next === along ? line : along])}
          />
          <Select
            label="Along"
            w={180}
            allowDeselect={false}
            value={along}
            data={choices}
            onChange={(next) => next !== null && setPair([next === line ? along : line, next])}
          />
        </Group>
      ) : null}
    </FigureSection>
  );
}

/** The pair that was chosen, while the analysis still has both; else the first two factors. */
function pairOf(
  pair: readonly [string, string] | null,
  factors: readonly string[],
): readonly [line: string, along: string] {
  if (pair?.every((name) => factors.includes(name))) return pair;
  return [factors[0] ?? '', factors[1] ?? ''];
}

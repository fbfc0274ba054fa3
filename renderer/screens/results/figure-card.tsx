// The figure of the response by cell: boxes, means or interaction lines. The tables below hold the same numbers.
import { Group, SegmentedControl, Select } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { StudyView } from '../../../core/contract/ipc.ts';
import type { FigureTheme } from '../../../core/figures/figures.ts';
import type { Analysis } from '../../../core/statistics/analysis.ts';
import { FigureSection } from '../../components/figure-section.tsx';
import { factorLabel } from '../../format/labels.ts';
import { cellFigure, crossedFigure, meansFigure } from './cell-figure.ts';
import { type ShownResponse, withUnit } from './response.ts';
import { FIGURE } from './texts/cards.ts';

const KINDS = FIGURE.kinds;
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
      title={FIGURE.title(response.label)}
      name={`${view.name} ${KINDS[kind].label.toLowerCase()}`}
      note={KINDS[kind].note}
      build={build}
      height={320}
      label={FIGURE.label(KINDS[kind].label, withUnit(response))}
      test_id={kind === 'box' ? 'box-plot' : `${kind}-plot`}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={FIGURE.kind}
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
            label={FIGURE.lines}
            w={180}
            allowDeselect={false}
            value={line}
            data={choices}
            onChange={(next) => next !== null && setPair([next, next === along ? line : along])}
          />
          <Select
            label={FIGURE.along}
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

/** The chosen pair while the analysis still has both factors, otherwise the first two. */
function pairOf(
  pair: readonly [string, string] | null,
  factors: readonly string[],
): readonly [line: string, along: string] {
  if (pair?.every((name) => factors.includes(name))) return pair;
  return [factors[0] ?? '', factors[1] ?? ''];
}

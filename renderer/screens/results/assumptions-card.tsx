// What the tests assume and whether it holds here: as tests, and as the figure that shows more than they can.
import { Collapse, Stack, Switch, useComputedColorScheme } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { StudyView } from '../../../core/contract/ipc.ts';
import { type FigureTheme, scatterFigure } from '../../../core/figures/figures.ts';
import type { Analysis } from '../../../core/statistics/analysis.ts';
import { normalQuantile } from '../../../core/statistics/distributions/distributions.ts';
import { tidyTrials } from '../../../core/study/tidy-trials.ts';
import { Chart, type Figure } from '../../components/chart.tsx';
import { SaveFigure } from '../../components/save-figure.tsx';
import { TableSection } from '../../components/table-section.tsx';
import { cellLabel } from '../../format/labels.ts';
import { formatDf, formatFixed, formatP } from '../../format/number.ts';
import { HOW_OF_CHECKS as HOW } from './how-texts.ts';
import { analysedResponse } from './response.ts';

interface Check {
  readonly what: string;
  readonly method: string;
  readonly statistic: string;
  readonly p: number | null;
}

const FIGURE_LABEL =
  'Standardised residuals against the quantiles of a normal distribution; normal residuals lie along the line';

export function AssumptionsCard({ view, analysis }: { view: StudyView; analysis: Analysis }) {
  const { alpha } = analysis;
  const rows = checksOf(analysis);
  const theme = useComputedColorScheme('light');
  const [is_drawn, setDrawn] = useState(false);
  const can_draw = analysis.residuals.filter(({ standardised }) => standardised !== null).length > 2;
  const figure = useMemo(
    () => (is_drawn && can_draw ? quantileFigure(view, analysis, theme) : null),
    [is_drawn, can_draw, view, analysis, theme],
  );
  if (rows.length === 0) return null;
  return (
    <TableSection
      title="Assumptions"
      note={`At alpha ${alpha}. With few replicates these tests find only gross violations: “not contradicted” is not “confirmed”.`}
      label="Checks of the assumptions"
      max_height={320}
      rows={rows}
      rowKey={({ what, method }) => `${what} ${method}`}
      columns={[
        { head: 'Assumption', cell: ({ what }) => what },
        { head: 'Test', how: HOW.method(), cell: ({ method }) => method },
        { head: 'Statistic', is_number: true, cell: ({ statistic }) => statistic },
        { head: 'p', how: HOW.p(), is_number: true, cell: ({ p }) => formatP(p) },
        {
          head: 'Here',
          cell: ({ p }) => (p === null ? 'cannot be tested' : p < alpha ? 'violated' : 'not contradicted'),
        },
      ]}
      aside={
        can_draw ? (
          <Switch
            size="sm"
            label="Residuals"
            checked={is_drawn}
            onChange={({ currentTarget }) => setDrawn(currentTarget.checked)}
          />
        ) : null
      }
    >
      <Collapse expanded={figure !== null}>
        {figure === null ? null : (
          <Stack gap={4} mb="sm">
            <Chart figure={figure} height={300} label={FIGURE_LABEL} test_id="residuals-plot" />
            <div style={{ alignSelf: 'flex-end' }}>
              <SaveFigure
                figure={() => quantileFigure(view, analysis, 'light')}
                name={`${view.name} residuals`}
                label={FIGURE_LABEL}
                height={300}
              />
            </div>
          </Stack>
        )}
      </Collapse>
    </TableSection>
  );
}

/** Ordered standardised residuals against normal quantiles at (i - 0.5) / n (Hazen's positions). */
function quantileFigure(view: StudyView, analysis: Analysis, theme: FigureTheme): Figure {
  const { trials } = tidyTrials(view.trials, analysedResponse(view), view.analysed_factors);
  // With covariates rows may have been left out; then a dot cannot be named by its trial.
  const is_named = trials.length === analysis.residuals.length;
  const known = analysis.residuals
    .flatMap(({ row, standardised }) =>
      standardised === null
        ? []
        : [{ y: standardised, label: is_named ? `trial ${trials[row - 1]}` : `row ${row}` }],
    )
    .sort((a, b) => a.y - b.y);
  return scatterFigure({
    points: known.map(({ y, label }, at) => ({
      x: normalQuantile((at + 0.5) / known.length),
      y,
      series: 'residual of a trial',
      label,
    })),
    line: { label: 'normal', slope: 1, intercept: 0 },
    x_label: 'Quantile of the normal distribution',
    y_label: 'Standardised residual',
    theme,
  });
}

function checksOf({ assumptions: { residuals, normality, homogeneity } }: Analysis): Check[] {
  const w = (value: number | null): string => (value === null ? '' : `W = ${formatFixed(value, 3)}`);
  return [
    ...(residuals === null
      ? []
      : [
          {
            what: 'Residuals are normal',
            method: residuals.method,
            statistic: w(residuals.w),
            p: residuals.p,
          },
        ]),
    ...(homogeneity === null
      ? []
      : [
          {
            what: 'Equal variances',
            method: homogeneity.method,
            statistic:
              homogeneity.f === null
                ? ''
                : `F(${formatDf(homogeneity.df1)}, ${formatDf(homogeneity.df2)}) = ${formatFixed(homogeneity.f)}`,
            p: homogeneity.p,
          },
        ]),
    ...normality.map(({ levels, method, w: value, p }) => ({
      what: `Normal within ${cellLabel(levels)}`,
      method,
      statistic: w(value),
      p,
    })),
  ];
}

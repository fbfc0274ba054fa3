// The assumptions of the tests, checked by tests and by a figure of the residuals, which shows more than tests can.
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
import { analysedResponse } from './response.ts';
import { CHECKS } from './texts/cards.ts';
import { HOW_OF_CHECKS as HOW } from './texts/how.ts';

interface Check {
  readonly what: string;
  readonly method: string;
  readonly statistic: string;
  readonly p: number | null;
}

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
      title={CHECKS.title}
      note={CHECKS.note(alpha)}
      label={CHECKS.label}
      max_height={320}
      rows={rows}
      rowKey={({ what, method }) => `${what} ${method}`}
      columns={[
        { head: CHECKS.columns.what, cell: ({ what }) => what },
        { head: CHECKS.columns.test, how: HOW.method(), cell: ({ method }) => method },
        { head: CHECKS.columns.statistic, is_number: true, cell: ({ statistic }) => statistic },
        { head: CHECKS.columns.p, how: HOW.p(), is_number: true, cell: ({ p }) => formatP(p) },
        {
          head: CHECKS.columns.outcome,
          cell: ({ p }) =>
            p === null ? CHECKS.untestable : p < alpha ? CHECKS.violated : CHECKS.not_contradicted,
        },
      ]}
      aside={
        can_draw ? (
          <Switch
            size="sm"
            label={CHECKS.switch}
            checked={is_drawn}
            onChange={({ currentTarget }) => setDrawn(currentTarget.checked)}
          />
        ) : null
      }
    >
      <Collapse expanded={figure !== null}>
        {figure === null ? null : (
          <Stack gap={4} mb="sm">
            <Chart figure={figure} height={300} label={CHECKS.figure.label} test_id="residuals-plot" />
            <div style={{ alignSelf: 'flex-end' }}>
              <SaveFigure
                figure={() => quantileFigure(view, analysis, 'light')}
                name={`${view.name} residuals`}
                label={CHECKS.figure.label}
                height={300}
              />
            </div>
          </Stack>
        )}
      </Collapse>
    </TableSection>
  );
}

/** Ordered standardised residuals against normal quantiles at (i - 0.5) / n (Hazen's plotting positions). */
function quantileFigure(view: StudyView, analysis: Analysis, theme: FigureTheme): Figure {
  const { trials } = tidyTrials(view.trials, analysedResponse(view), view.analysed_factors);
  // Covariates may drop rows; then a row number no longer identifies a trial.
  const is_named = trials.length === analysis.residuals.length;
  const known = analysis.residuals
    .flatMap(({ row, standardised }) =>
      standardised === null
        ? []
        : [
            {
              y: standardised,
              label: is_named ? CHECKS.figure.trial(trials[row - 1]) : CHECKS.figure.row(row),
            },
          ],
    )
    .sort((a, b) => a.y - b.y);
  return scatterFigure({
    points: known.map(({ y, label }, at) => ({
      x: normalQuantile((at + 0.5) / known.length),
      y,
      series: CHECKS.figure.series,
      label,
    })),
    line: { label: CHECKS.figure.line, slope: 1, intercept: 0 },
    x_label: CHECKS.figure.x,
    y_label: CHECKS.figure.y,
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
            what: CHECKS.residuals,
            method: residuals.method,
            statistic: w(residuals.w),
            p: residuals.p,
          },
        ]),
    ...(homogeneity === null
      ? []
      : [
          {
            what: CHECKS.variances,
            method: homogeneity.method,
            statistic:
              homogeneity.f === null
                ? ''
                : `F(${formatDf(homogeneity.df1)}, ${formatDf(homogeneity.df2)}) = ${formatFixed(homogeneity.f)}`,
            p: homogeneity.p,
          },
        ]),
    ...normality.map(({ levels, method, w: value, p }) => ({
      what: CHECKS.normal_within(cellLabel(levels)),
      method,
      statistic: w(value),
      p,
    })),
  ];
}

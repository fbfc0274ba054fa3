// Box plots of the groups with every observation on top, because a handful of runs must not hide behind a box.
import type {} from '@sgratzl/chartjs-chart-boxplot';
import type { ChartConfiguration } from 'chart.js';
import { baseOptions, linesOf, paddedRange, valueAxis } from './base-options.ts';
import { type FigureTheme, figureColours, seriesColour, withAlpha } from './palette.ts';

export interface BoxPlotInput {
  readonly groups: readonly {
    readonly label: string;
    readonly values: readonly number[];
    /** Groups of one series share a colour; by default each group has its own. */
    readonly series?: string;
  }[];
  /** With the unit of the values. */
  readonly y_label: string;
  readonly theme: FigureTheme;
}

/**
 * Quartiles by R's type 7, whiskers to the furthest observation within 1.5 interquartile ranges (Tukey), the mean as a
 * diamond. Observations are spread sideways by a fixed sequence, so the same data draw the same figure.
 */
export function boxPlotFigure({ groups, y_label, theme }: BoxPlotInput): ChartConfiguration<'boxplot'> {
  const { paper, ink } = figureColours(theme);
  const series = [...new Set(groups.map((group) => group.series ?? group.label))];
  const colours = groups.map((group) => seriesColour(series.indexOf(group.series ?? group.label), theme));
  const range = paddedRange(groups.flatMap((group) => group.values));
  return {
    type: 'boxplot',
    data: {
      labels: groups.map((group) => linesOf(group.label)),
      datasets: [
        {
          label: y_label,
          data: groups.map((group) => [...group.values]),
          backgroundColor: colours.map((colour) => withAlpha(colour, 0.18)),
          borderColor: colours,
          borderWidth: 1.5,
          medianColor: colours,
          maxBarThickness: 64,
          itemRadius: 3,
          itemStyle: 'circle',
          itemBackgroundColor: colours.map((colour) => withAlpha(colour, 0.75)),
          itemBorderColor: paper,
          itemBorderWidth: 0.75,
          itemHitRadius: 4,
          outlierRadius: 3,
          outlierBackgroundColor: paper,
          outlierBorderColor: colours,
          outlierBorderWidth: 1.5,
          meanStyle: 'rectRot',
          meanRadius: 5,
          meanBackgroundColor: paper,
          meanBorderColor: ink,
          meanBorderWidth: 1.25,
          // Otherwise Chart.js clips at the plot's edge and cuts extreme points in half.
          clip: 8,
        },
      ],
    },
    options: {
      ...baseOptions(theme),
      plugins: { legend: { display: false } },
      scales: {
        x: {
          ...valueAxis('', theme),
          type: 'category',
          grid: { display: false },
          ticks: categoryTicks(theme),
        },
        y: { ...valueAxis(y_label, theme), beginAtZero: false, ...(range ?? {}) },
      },
    },
  };
}

function categoryTicks(theme: FigureTheme) {
  const { callback: _, ...ticks } = valueAxis('', theme).ticks;
  return { ...ticks, autoSkip: false };
}

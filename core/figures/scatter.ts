// Single values as dots with a straight line, for drift over the run order and normality of residuals.
import type { ChartConfiguration, ChartDataset } from 'chart.js';
import { baseOptions, paddedRange, valueAxis } from './base-options.ts';
import { type FigureTheme, figureColours, seriesColour } from './palette.ts';
import type { FigurePoint } from './whiskers.ts';

export interface ScatterInput {
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    /** Dots of one series share colour and shape. */
    readonly series: string;
    /** Names of the dots, shown under the pointer. */
    readonly label: string;
  }[];
  /** Drawn across the width of the dots; null for none. */
  readonly line: { readonly label: string; readonly slope: number; readonly intercept: number } | null;
  readonly x_label: string;
  readonly y_label: string;
  readonly theme: FigureTheme;
}

export type ScatterFigure = ChartConfiguration<'line', (FigurePoint & { label?: string })[]>;
type PointSet = ChartDataset<'line', (FigurePoint & { label?: string })[]>;

const SHAPES = ['circle', 'rect', 'triangle', 'rectRot'] as const;

export function scatterFigure({ points, line, x_label, y_label, theme }: ScatterInput): ScatterFigure {
  const { ink, muted } = figureColours(theme);
  const names = [...new Set(points.map(({ series }) => series))];
  const dots = names.map((name, index): PointSet => {
    const colour = seriesColour(index, theme);
    return {
      label: name,
      data: points.flatMap(({ x, y, series, label }) => (series === name ? [{ x, y, label }] : [])),
      borderColor: colour,
      backgroundColor: colour,
      showLine: false,
      pointRadius: points.length > 400 ? 2 : 4,
      pointStyle: SHAPES[index % SHAPES.length] ?? 'circle',
      clip: 8,
    };
  });
  const xs = points.map(({ x }) => x);
  const ends = points.length === 0 ? [] : [Math.min(...xs), Math.max(...xs)];
  const x = valueAxis(x_label, theme);
  const fitted: PointSet[] =
    line === null
      ? []
      : [
          {
            label: line.label,
            data: ends.map((x) => ({ x, y: line.intercept + line.slope * x })),
            borderColor: muted,
            backgroundColor: muted,
            borderWidth: 1.5,
            borderDash: [6, 4],
            pointRadius: 0,
            pointHitRadius: 0,
            pointStyle: 'line',
          },
        ];
  return {
    type: 'line',
    data: { datasets: [...dots, ...fitted] },
    options: {
      ...baseOptions(theme),
      plugins: {
        legend: {
          display: true,
          position: 'top',
          align: 'start',
          labels: { color: ink, usePointStyle: true, boxHeight: 7 },
        },
        tooltip: {
          callbacks: {
            title: (items: readonly { raw: unknown }[]) =>
              items.map(({ raw }) => (raw as { label?: string }).label ?? '').join('; '),
          },
        },
      },
      scales: {
        x: { ...x, ...widthOf(ends), ticks: { ...x.ticks, includeBounds: false } },
        y: { ...valueAxis(y_label, theme), ...paddedRange(points.map(({ y }) => y)) },
      },
    },
  };
}

/** The dots fill the width; the axis need not end at round numbers. */
function widthOf([low, high]: readonly number[]): { min?: number; max?: number } {
  if (low === undefined || high === undefined) return {};
  const margin = 0.03 * (high - low || 1);
  return { min: low - margin, max: high + margin };
}

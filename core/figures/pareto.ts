// Energy against accuracy: one point per cell with both intervals, and a step line through the cells that none beats.
import type { ChartConfiguration, ChartDataset } from 'chart.js';
import type { Interval } from '../statistics/analysis.ts';
import { baseOptions, paddedRange, valueAxis } from './base-options.ts';
import { type FigureTheme, figureColours, seriesColour } from './palette.ts';
import type { FigurePoint } from './whiskers.ts';

export interface ParetoPoint {
  readonly label: string;
  /** Along x: less is better. */
  readonly cost: number;
  readonly cost_ci: Interval | null;
  /** Along y: more is better. */
  readonly worth: number;
  readonly worth_ci: Interval | null;
  readonly is_efficient: boolean;
}

export interface ParetoInput {
  readonly points: readonly ParetoPoint[];
  readonly x_label: string;
  readonly y_label: string;
  readonly theme: FigureTheme;
}

export type ParetoFigure = ChartConfiguration<'line', (FigurePoint & { label?: string })[]>;
type PointSet = ChartDataset<'line', (FigurePoint & { label?: string })[]>;

const INTERVALS = '95 % intervals';
const EFFICIENT = 'efficient';
const BEATEN = 'beaten by another setting';

export function paretoFigure({ points, x_label, y_label, theme }: ParetoInput): ParetoFigure {
  const efficient = points.filter(({ is_efficient }) => is_efficient).sort((a, b) => a.cost - b.cost);
  const beaten = points.filter(({ is_efficient }) => !is_efficient);
  const { ink, muted } = figureColours(theme);
  const crosses: PointSet = {
    label: INTERVALS,
    data: points.flatMap(cross),
    borderColor: muted,
    borderWidth: 1,
    pointRadius: 0,
    pointHitRadius: 0,
    spanGaps: false,
  };
  return {
    type: 'line',
    data: {
      datasets: [
        crosses,
        pointSet(EFFICIENT, efficient, seriesColour(0, theme), 'circle', true),
        pointSet(BEATEN, beaten, seriesColour(1, theme), 'triangle', false),
      ],
    },
    options: {
      ...baseOptions(theme),
      plugins: {
        legend: {
          display: true,
          position: 'top',
          align: 'start',
          labels: {
            color: ink,
            usePointStyle: true,
            boxHeight: 7,
            filter: (item: { text?: string | undefined }) => item.text !== INTERVALS,
          },
        },
        tooltip: {
          filter: (item: { dataset: { label?: string | undefined } }) => item.dataset.label !== INTERVALS,
          callbacks: {
            title: (items: readonly { raw: unknown }[]) =>
              items.map(({ raw }) => (raw as { label?: string }).label ?? '').join('; '),
          },
        },
      },
      scales: {
        x: { ...valueAxis(x_label, theme), ...rangeOf(points.map(({ cost, cost_ci }) => [cost, cost_ci])) },
        y: {
          ...valueAxis(y_label, theme),
          ...rangeOf(points.map(({ worth, worth_ci }) => [worth, worth_ci])),
        },
      },
    },
  };
}

function pointSet(
  label: string,
  points: readonly ParetoPoint[],
  colour: string,
  pointStyle: 'circle' | 'triangle',
  joined: boolean,
): PointSet {
  return {
    label,
    data: points.map((point) => ({ x: point.cost, y: point.worth, label: point.label })),
    borderColor: colour,
    backgroundColor: colour,
    showLine: joined,
    // More accuracy costs more energy, and there is nothing between two points, so the line goes in steps.
    ...(joined ? { stepped: 'before' as const } : {}),
    borderWidth: 1.5,
    pointRadius: 5,
    pointStyle,
    clip: 8,
  };
}

function cross({ cost, cost_ci, worth, worth_ci }: ParetoPoint): FigurePoint[] {
  return [
    ...(cost_ci
      ? [
          { x: cost_ci[0], y: worth },
          { x: cost_ci[1], y: worth },
          { x: cost_ci[1], y: null },
        ]
      : []),
    ...(worth_ci
      ? [
          { x: cost, y: worth_ci[0] },
          { x: cost, y: worth_ci[1] },
          { x: cost, y: null },
        ]
      : []),
  ];
}

const rangeOf = (values: readonly (readonly [number, Interval | null])[]) =>
  paddedRange(values.flatMap(([value, ci]) => [value, ...(ci ?? [])])) ?? {};

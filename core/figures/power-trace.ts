// Power over time by source, with the phases behind it; a line breaks where there are no readings.
import type { Chart, ChartDataset, LegendItem } from 'chart.js';
import type { Kind } from '../source.ts';
import { baseOptions, valueAxis } from './base-options.ts';
import type { LineFigure } from './interval.ts';
import { dashOf, type FigureTheme, figureColours, seriesColour } from './palette.ts';
import { type Phase, phaseBands } from './phase-bands.ts';
import type { FigurePoint } from './whiskers.ts';

export interface TracePoint {
  readonly t_s: number;
  readonly power_w: number | null;
}

export interface TraceSeries {
  readonly label: string;
  readonly kind: Kind;
  readonly points: readonly TracePoint[];
}

export interface PowerTraceInput {
  readonly series: readonly TraceSeries[];
  readonly phases?: readonly Phase[];
  readonly theme: FigureTheme;
}

export function powerTraceFigure({ series, phases = [], theme }: PowerTraceInput): LineFigure {
  const colours = figureColours(theme);
  const time = valueAxis('Time, s', theme);
  const times = [
    ...series.flatMap(({ points }) => points.map((point) => point.t_s)),
    ...phases.flatMap(edges),
  ];
  const range = times.length > 0 ? { min: least(times), max: -least(times.map((t_s) => -t_s)) } : {};
  return {
    type: 'line',
    data: { datasets: series.map((one, index) => traceSet(one, seriesColour(index, theme))) },
    options: {
      ...baseOptions(theme),
      plugins: {
        legend: {
          display: true,
          position: 'bottom',
          align: 'start',
          labels: { usePointStyle: true, pointStyleWidth: 30, generateLabels: dashedLabels(colours.ink) },
        },
        tooltip: { mode: 'index', intersect: false },
      },
      scales: {
        // The axis ends where the samples end, at no number worth a tick.
        x: { ...time, ...range, ticks: { ...time.ticks, includeBounds: false } },
        y: { ...valueAxis('Power, W', theme), beginAtZero: true, grace: '12%' },
      },
    },
    plugins: phases.length > 0 ? [phaseBands(phases, theme)] : [],
  };
}

function traceSet({ label, kind, points }: TraceSeries, colour: string): ChartDataset<'line', FigurePoint[]> {
  return {
    // The legend names the kind, and only once.
    label: label.includes(kind) ? label : `${label} (${kind})`,
    data: points.map(({ t_s, power_w }) => ({ x: t_s, y: power_w })),
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 1.5,
    borderDash: dashOf(kind),
    pointRadius: aloneRadius(points),
    spanGaps: false,
    clip: 4,
  };
}

/** Chart.js leaves the dashes out of a legend of points: here the line in the legend is the line in the plot. */
export const dashedLabels =
  (ink: string) =>
  (chart: Chart): LegendItem[] =>
    chart.data.datasets.map((set, index) => {
      const { label = '', borderColor, borderDash } = set as ChartDataset<'line', FigurePoint[]>;
      return {
        text: label,
        fontColor: ink,
        strokeStyle: borderColor as string,
        lineWidth: 1.5,
        lineDash: borderDash as number[],
        pointStyle: 'line',
        hidden: !chart.isDatasetVisible(index),
        datasetIndex: index,
      };
    });

/** A reading between two gaps has no line, so it gets a dot. */
function aloneRadius(points: readonly TracePoint[]): number[] {
  const missing = (index: number): boolean => (points[index]?.power_w ?? null) === null;
  return points.map((_, index) => (missing(index - 1) && missing(index + 1) ? 1.5 : 0));
}

const edges = ({ begin_s, end_s }: Phase): number[] => [begin_s, end_s];
const least = (values: readonly number[]): number =>
  values.reduce((low, value) => Math.min(low, value), Infinity);

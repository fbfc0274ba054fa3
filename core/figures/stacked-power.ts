// Power of a machine's parts, stacked: the upper edge is what they draw together.
import type { ChartDataset } from 'chart.js';
import type { Kind } from '../source.ts';
import { baseOptions, valueAxis } from './base-options.ts';
import type { LineFigure } from './interval.ts';
import { dashOf, type FigureTheme, figureColours, seriesColour, withAlpha } from './palette.ts';
import { type Phase, phaseBands } from './phase-bands.ts';
import { dashedLabels } from './power-trace.ts';
import type { FigurePoint } from './whiskers.ts';

export interface PowerLayer {
  readonly label: string;
  readonly kind: Kind;
  /** In the order of the times; null for a missing reading. */
  readonly power_w: readonly (number | null)[];
}

export interface StackedPowerInput {
  readonly t_s: readonly number[];
  /** From the bottom up. */
  readonly layers: readonly PowerLayer[];
  /** Not part of the sum: drawn as lines from 0. */
  readonly lines?: readonly PowerLayer[];
  readonly phases?: readonly Phase[];
  readonly theme: FigureTheme;
}

/** Where a layer has no reading, the edges of all layers above it are unknown and the stack breaks. */
export function stackedPowerFigure(input: StackedPowerInput): LineFigure {
  const { t_s, layers, lines = [], phases = [], theme } = input;
  const time = valueAxis('Time, s', theme);
  const sums: (number | null)[] = t_s.map(() => 0);
  const stacked = layers.map((layer, index) => {
    layer.power_w.forEach((power_w, at) => {
      const below_w = sums[at] ?? null;
      sums[at] = below_w === null || power_w === null ? null : below_w + power_w;
    });
    const edge = t_s.map((x, at): FigurePoint => ({ x, y: sums[at] ?? null }));
    return layerSet(layer, edge, seriesColour(index, theme), index === 0 ? 'origin' : '-1');
  });
  const beside = lines.map((line, index) =>
    layerSet(
      line,
      t_s.map((x, at) => ({ x, y: line.power_w[at] ?? null })),
      seriesColour(layers.length + index, theme),
      false,
    ),
  );
  const all = [...layers, ...lines];
  return {
    type: 'line',
    data: { datasets: [...stacked, ...beside] },
    options: {
      ...baseOptions(theme),
      plugins: {
        legend: {
          display: true,
          position: 'bottom',
          align: 'start',
          labels: {
            usePointStyle: true,
            pointStyleWidth: 30,
            generateLabels: dashedLabels(figureColours(theme).ink),
          },
        },
        tooltip: {
          mode: 'index',
          intersect: false,
          callbacks: {
            // The layer's own power, not the height of its edge.
            label: ({ datasetIndex, dataIndex }: { datasetIndex: number; dataIndex: number }) => {
              const layer = all[datasetIndex];
              const power_w = layer?.power_w[dataIndex] ?? null;
              return `${layer?.label ?? ''}: ${power_w === null ? 'no reading' : `${power_w.toFixed(1)} W`}`;
            },
          },
        },
      },
      scales: {
        x: { ...time, ticks: { ...time.ticks, includeBounds: false } },
        y: { ...valueAxis('Power, W', theme), beginAtZero: true, grace: '12%' },
      },
    },
    plugins: phases.length > 0 ? [phaseBands(phases, theme)] : [],
  };
}

function layerSet(
  { label, kind }: PowerLayer,
  data: FigurePoint[],
  colour: string,
  fill: 'origin' | '-1' | false,
): ChartDataset<'line', FigurePoint[]> {
  return {
    label: label.includes(kind) ? label : `${label} (${kind})`,
    data,
    borderColor: colour,
    backgroundColor: withAlpha(colour, 0.28),
    borderWidth: 1.5,
    borderDash: dashOf(kind),
    pointRadius: 0,
    spanGaps: false,
    fill,
    clip: 4,
  };
}

// Means with their intervals: one dot and whisker per cell, and for two factors one line per series.
import type { ChartConfiguration, ChartDataset } from 'chart.js';
import type { Interval } from '../statistics/analysis.ts';
import { baseOptions, paddedRange, placeAxis, valueAxis } from './base-options.ts';
import { type FigureTheme, figureColours, seriesColour } from './palette.ts';
import { type FigurePoint, whiskerLine } from './whiskers.ts';

export interface Estimate {
  /** Null: this cell has nothing to draw. */
  readonly mean: number | null;
  readonly ci: Interval | null;
}

export interface IntervalInput {
  readonly cells: readonly (Estimate & { readonly label: string; readonly series?: string })[];
  readonly y_label: string;
  readonly theme: FigureTheme;
}

export interface InteractionInput {
  /** Levels of the factor along the x axis. */
  readonly places: readonly string[];
  readonly x_label: string;
  /** One line per level of the other factor; `estimates` in the order of `places`. */
  readonly series: readonly { readonly label: string; readonly estimates: readonly Estimate[] }[];
  readonly y_label: string;
  readonly theme: FigureTheme;
}

type LineSet = ChartDataset<'line', FigurePoint[]>;
export type LineFigure = ChartConfiguration<'line', FigurePoint[]>;

/** Mean and interval of every cell, side by side. */
export function intervalFigure({ cells, y_label, theme }: IntervalInput): LineFigure {
  const names = [...new Set(cells.map((cell) => cell.series ?? 'mean'))];
  const sets = names.flatMap((name, index) => {
    const placed = cells.flatMap((cell, x) => ((cell.series ?? 'mean') === name ? [{ ...cell, x }] : []));
    return estimateSets(placed, { label: name, index, theme, joined: false, places: cells.length });
  });
  const labels = cells.map((cell) => cell.label);
  return lineFigure(sets, placeAxis(labels, '', theme), rangeOf(cells), y_label, theme, false);
}

/** Cell means of two factors: lines that are not parallel suggest an interaction. */
export function interactionFigure({ places, x_label, series, y_label, theme }: InteractionInput): LineFigure {
  // Shifted sideways, so that the whiskers at one place do not cover each other.
  const step = Math.min(0.12, 0.5 / Math.max(1, series.length));
  const sets = series.flatMap(({ label, estimates }, index) => {
    const shift = (index - (series.length - 1) / 2) * step;
    const placed = estimates.map((estimate, place) => ({ ...estimate, x: place + shift }));
    return estimateSets(placed, { label, index, theme, joined: true, places: places.length });
  });
  const range = rangeOf(series.flatMap(({ estimates }) => estimates));
  return lineFigure(sets, placeAxis(places, x_label, theme), range, y_label, theme, true);
}

const SHAPES = ['circle', 'rect', 'triangle', 'rectRot'] as const;

interface SetStyle {
  readonly label: string;
  readonly index: number;
  readonly theme: FigureTheme;
  readonly joined: boolean;
  readonly places: number;
}

function estimateSets(placed: readonly (Estimate & { x: number })[], style: SetStyle): LineSet[] {
  const { label, index, theme, joined, places } = style;
  const colour = seriesColour(index, theme);
  const shared = { borderColor: colour, backgroundColor: colour, spanGaps: false, clip: 8 as const };
  const whiskers: LineSet = {
    ...shared,
    label: WHISKERS,
    // Caps of the same length on paper, however many places share it.
    data: whiskerLine(placed, 0.01 * places),
    borderWidth: 1.5,
    pointRadius: 0,
    pointHitRadius: 0,
  };
  const means: LineSet = {
    ...shared,
    label,
    data: placed.map(({ x, mean }) => ({ x, y: mean })),
    showLine: joined,
    borderWidth: 1.5,
    pointRadius: 4.5,
    // Shape as well as colour tells the series apart.
    pointStyle: SHAPES[index % SHAPES.length] ?? 'circle',
  };
  return [whiskers, means];
}

/** Label of the datasets that carry intervals, which the legend omits. */
const WHISKERS = '95 % interval';

function lineFigure(
  datasets: LineSet[],
  x: ReturnType<typeof placeAxis>,
  range: ReturnType<typeof paddedRange>,
  y_label: string,
  theme: FigureTheme,
  legend: boolean,
): LineFigure {
  return {
    type: 'line',
    data: { datasets },
    options: {
      ...baseOptions(theme),
      plugins: {
        legend: {
          display: legend,
          position: 'top',
          align: 'start',
          labels: {
            color: figureColours(theme).ink,
            usePointStyle: true,
            boxHeight: 7,
            filter: (item: { text?: string | undefined }) => item.text !== WHISKERS,
          },
        },
        tooltip: {
          filter: (item: { dataset: { label?: string | undefined } }) => item.dataset.label !== WHISKERS,
        },
      },
      scales: { x, y: { ...valueAxis(y_label, theme), ...(range ?? {}) } },
    },
  };
}

const rangeOf = (estimates: readonly Estimate[]): ReturnType<typeof paddedRange> =>
  paddedRange(estimates.flatMap(({ mean, ci }) => [...(mean === null ? [] : [mean]), ...(ci ?? [])]));

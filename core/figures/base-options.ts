// Options shared by all figures: type, grid, ink. Only Chart.js's types are imported here; the caller brings the library
// with LineController, LineElement, PointElement, LinearScale, CategoryScale, Legend, Tooltip and, for box plots,
// BoxPlotController and BoxAndWiskers registered, and passes `plugins` of the configuration on.
import { formatNumber } from '../words/format.ts';
import { type FigureTheme, figureColours } from './palette.ts';

export const FIGURE_FONT =
  'Inter, "Segoe UI", Roboto, Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif';
/** Size of all text in a figure, px. */
export const FIGURE_FONT_SIZE = 12;

/** No animation, filling its box, in the theme's ink. */
export function baseOptions(theme: FigureTheme) {
  const { ink } = figureColours(theme);
  return {
    animation: false as const,
    responsive: true,
    maintainAspectRatio: false,
    color: ink,
    font: { family: FIGURE_FONT, size: FIGURE_FONT_SIZE },
    // Points at the edge of the plot are drawn whole.
    layout: { padding: { top: 8, right: 12, bottom: 0, left: 0 } },
  };
}

/** A titled value axis, its numbers formatted as everywhere else. */
export function valueAxis(title: string, theme: FigureTheme) {
  const { ink, muted, grid } = figureColours(theme);
  return {
    type: 'linear' as const,
    title: {
      display: title !== '',
      text: title,
      color: ink,
      font: { family: FIGURE_FONT, size: FIGURE_FONT_SIZE },
    },
    grid: { color: grid, tickColor: grid },
    border: { color: muted },
    ticks: {
      color: muted,
      font: { family: FIGURE_FONT, size: FIGURE_FONT_SIZE },
      maxTicksLimit: 7,
      callback: (value: number | string): string => formatNumber(Number(value), 6),
    },
  };
}

/** An axis of named places 0, 1, 2, ... on a linear scale, so that points can be drawn next to a place. */
export function placeAxis(labels: readonly string[], title: string, theme: FigureTheme) {
  const axis = valueAxis(title, theme);
  return {
    ...axis,
    min: -0.5,
    max: labels.length - 0.5,
    grid: { ...axis.grid, display: false },
    afterBuildTicks: (scale: { ticks: { value: number }[] }): void => {
      scale.ticks = labels.map((_, value) => ({ value }));
    },
    ticks: {
      ...axis.ticks,
      autoSkip: false,
      callback: (value: number | string): string[] => linesOf(labels[Number(value)] ?? ''),
    },
  };
}

/** `fp16 mixed, batch 128` on two lines: cells have long names and little room. */
export const linesOf = (label: string): string[] => label.split(', ');

/** Smallest range to show, so that nothing is cut off at the edge; its ends become round numbers. Null without values. */
export function paddedRange(
  values: readonly number[],
  share = 0.05,
): { suggestedMin: number; suggestedMax: number } | null {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return null;
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  // Equal values still need an axis with a length.
  const margin = (high - low || Math.abs(high) || 1) * share;
  const below = low - margin;
  return { suggestedMin: low >= 0 ? Math.max(0, below) : below, suggestedMax: high + margin };
}

// The colours of every figure: distinct for colour-blind readers, on paper and on a dark screen.
import type { Kind } from '../source.ts';

export type FigureTheme = 'light' | 'dark';

/**
 * Okabe and Ito (2008), "Color Universal Design", jfly.uni-koeln.de/color, in an order whose neighbours differ in
 * lightness too; without yellow on white paper and without black on a dark screen.
 */
const SERIES: Readonly<Record<FigureTheme, readonly string[]>> = {
  light: ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#56B4E9', '#E69F00', '#000000'],
  dark: ['#56B4E9', '#E69F00', '#009E73', '#CC79A7', '#F0E442', '#D55E00', '#0072B2'],
};

export interface FigureColours {
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly paper: string;
  /** Fill of every second phase band. */
  readonly band: string;
}

const COLOURS: Readonly<Record<FigureTheme, FigureColours>> = {
  light: { ink: '#1A1A1A', muted: '#555555', grid: '#E3E3E3', paper: '#FFFFFF', band: '#F1F3F5' },
  dark: { ink: '#F1F3F5', muted: '#ADB5BD', grid: '#3A3F45', paper: '#1F2327', band: '#2A2F35' },
};

export const figureColours = (theme: FigureTheme): FigureColours => COLOURS[theme];

/** The colour of the series at `index`, from 0; they repeat after seven. */
export function seriesColour(index: number, theme: FigureTheme): string {
  const colours = SERIES[theme];
  return colours[index % colours.length] ?? COLOURS[theme].ink;
}

/** `#RRGGBB` with an opacity of 0 to 1, as `rgba()`. */
export function withAlpha(colour: string, alpha: number): string {
  const part = (from: number): number => Number.parseInt(colour.slice(from, from + 2), 16);
  return `rgba(${part(1)}, ${part(3)}, ${part(5)}, ${alpha})`;
}

const DASHES: Readonly<Record<Kind, readonly number[]>> = {
  measured: [],
  derived: [8, 3, 2, 3],
  modelled: [6, 4],
};

/** Anything not measured is never drawn as a solid line. */
export const dashOf = (kind: Kind): number[] => [...DASHES[kind]];

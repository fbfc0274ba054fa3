// Draws a figure as SVG with the same Chart.js that draws it in the window, for the report and as a separate file.
import { BoxAndWiskers, BoxPlotController } from '@sgratzl/chartjs-chart-boxplot';
import {
  BasicPlatform,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js';
import { type Html, html, trusted } from '../../words/html.ts';
import { FIGURE_FONT } from '../base-options.ts';
import { svgContext } from './svg-context.ts';

Chart.register(
  BoxAndWiskers,
  BoxPlotController,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
);

export interface SvgFigureOptions {
  /** Unique in its document. */
  readonly id: string;
  /** Text alternative for readers who cannot see the figure. */
  readonly label: string;
  /** Drawing size in px; it scales to the width of the page. */
  readonly width?: number;
  readonly height?: number;
}

/** One `svg` element with vector shapes and real text; the same figure gives the same text on every machine. */
export function svgFigure(figure: ChartConfiguration<any, any, any>, options: SvgFigureOptions): Html {
  const { label, width = 680, height = 320 } = options;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}" font-family="${FIGURE_FONT}">${trusted(drawing(figure, options))}</svg>`;
}

/** The figure as an SVG file, on white paper with its label as the title; give it figures in the light theme. */
export function svgFile(figure: ChartConfiguration<any, any, any>, options: SvgFigureOptions): string {
  const { label, width = 680, height = 320 } = options;
  return html`<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${FIGURE_FONT}"><title>${label}</title><rect width="${width}" height="${height}" fill="#ffffff"/>${trusted(drawing(figure, options))}</svg>
`.html;
}

function drawing(figure: ChartConfiguration<any, any, any>, options: SvgFigureOptions): string {
  const { id, width = 680, height = 320 } = options;
  const context = svgContext(width, height, id);
  const chart = new Chart(context as unknown as CanvasLike, {
    ...figure,
    // Even in a window there is no element behind this canvas.
    platform: BasicPlatform,
    options: { ...figure.options, animation: false, responsive: false, devicePixelRatio: 1, events: [] },
  });
  try {
    // Without animation, construction has already drawn the figure.
    return context.content();
  } finally {
    chart.destroy();
  }
}

type CanvasLike = ConstructorParameters<typeof Chart>[0];

// Draws a figure of core/figures as SVG with the same Chart.js that draws it in the window.
import { BoxAndWiskers, BoxPlotController } from '@sgratzl/chartjs-chart-boxplot';
import {
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js';
import { FIGURE_FONT } from '../../core/figures/base-options.ts';
import { type Html, html, trusted } from './html.ts';
import { svgContext } from './svg/svg-context.ts';

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
  /** What the figure shows, for those who cannot see it. */
  readonly label: string;
  /** Drawing size in px; it scales to the width of the page. */
  readonly width?: number;
  readonly height?: number;
}

/** One `svg` element with vector shapes and real text; the same figure gives the same text on every machine. */
export function svgFigure(figure: ChartConfiguration<any, any, any>, options: SvgFigureOptions): Html {
  const { id, label, width = 680, height = 320 } = options;
  const context = svgContext(width, height, id);
  const chart = new Chart(context as unknown as CanvasLike, {
    ...figure,
    options: { ...figure.options, animation: false, responsive: false, devicePixelRatio: 1, events: [] },
  });
  try {
    // Construction has drawn already when nothing is animated.
    const drawing = context.content();
    return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}" font-family="${FIGURE_FONT}">${trusted(drawing)}</svg>`;
  } finally {
    chart.destroy();
  }
}

type CanvasLike = ConstructorParameters<typeof Chart>[0];

// Renders a figure as the content of an SVG or PNG file.
import { Chart } from 'chart.js';
import type { FigureFile } from '../../core/figures/figure-file.ts';
import { figureColours } from '../../core/figures/figures.ts';
import { svgFile } from '../../core/figures/svg/svg-figure.ts';
import type { Figure } from './chart.tsx';

/** Width of a text column on paper, px at 96 per inch. */
const WIDTH = 680;
/** Picture dots per px: 288 per inch, which prints sharp. */
const DOTS = 3;

/** SVG as text, PNG as base64. */
export function figureContent(
  figure: Figure,
  format: FigureFile['format'],
  { label, height }: { readonly label: string; readonly height: number },
): string {
  return format === 'svg'
    ? svgFile(figure, { id: 'figure', label, width: WIDTH, height })
    : picture(figure, height);
}

function picture(figure: Figure, height: number): string {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = height;
  const chart = new Chart(canvas, {
    ...figure,
    options: { ...figure.options, animation: false, responsive: false, devicePixelRatio: DOTS, events: [] },
    plugins: [PAPER, ...(figure.plugins ?? [])],
  });
  try {
    return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
  } finally {
    chart.destroy();
  }
}

/** White background; some programs show transparent pictures on black. */
const PAPER = {
  id: 'paper',
  beforeDraw: ({ ctx, width, height }: Chart): void => {
    ctx.save();
    ctx.fillStyle = figureColours('light').paper;
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
};

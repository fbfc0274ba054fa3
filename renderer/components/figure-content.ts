// A figure as the content of a file.
import { Chart } from 'chart.js';
import type { FigureFile } from '../../core/figures/figure-file.ts';
import { figureColours } from '../../core/figures/figures.ts';
import { svgFile } from '../../core/figures/svg/svg-figure.ts';
import type { Figure } from './chart.tsx';

/** Width on paper, px at 96 a inch: the text column of a page. */
const WIDTH = 680;
/** Dots of a picture for each px: 288 a inch, which prints sharp. */
const DOTS = 3;

/** SVG as text; PNG in base64. */
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

/** Pictures without a ground are black in some programs. */
const PAPER = {
  id: 'paper',
  beforeDraw: ({ ctx, width, height }: Chart): void => {
    ctx.save();
    ctx.fillStyle = figureColours('light').paper;
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
};

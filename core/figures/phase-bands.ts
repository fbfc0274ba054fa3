// The phases of a trial as bands behind a figure over time.
import type { Plugin } from 'chart.js';
import { FIGURE_FONT } from './base-options.ts';
import { type FigureTheme, figureColours } from './palette.ts';

export interface Phase {
  readonly name: string;
  readonly begin_s: number;
  readonly end_s: number;
}

/** Every second phase shaded, its name at the top where it fits. */
export function phaseBands(phases: readonly Phase[], theme: FigureTheme): Plugin<'line'> {
  const { band, muted } = figureColours(theme);
  return {
    id: 'phase_bands',
    beforeDatasetsDraw({ ctx, chartArea, scales }) {
      const { x } = scales;
      if (!x) return;
      const { top, bottom, left, right } = chartArea;
      const inside = (pixel: number): number => Math.min(right, Math.max(left, pixel));
      ctx.save();
      ctx.font = `11px ${FIGURE_FONT}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'top';
      phases.forEach(({ name, begin_s, end_s }, index) => {
        const from = inside(x.getPixelForValue(begin_s));
        const to = inside(x.getPixelForValue(end_s));
        if (index % 2 === 0) {
          ctx.fillStyle = band;
          // Keeps the bands off the axis below.
          ctx.fillRect(from, top, to - from, bottom - top - 1);
        }
        if (ctx.measureText(name).width + 4 > to - from) return;
        ctx.fillStyle = muted;
        ctx.fillText(name, (from + to) / 2, top + 3);
      });
      ctx.restore();
    },
  };
}

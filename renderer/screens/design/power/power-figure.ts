// Figure of power against replicates, with a line per comparison and one for the wanted power.
import { baseOptions, valueAxis } from '../../../../core/figures/base-options.ts';
import { type FigureTheme, figureColours, seriesColour } from '../../../../core/figures/palette.ts';
import type { Figure } from '../../../components/chart.tsx';
import { POWER_TEXTS } from '../texts/power.ts';
import { type CurvePoint, WANTED_POWER } from './advice.ts';

export interface PowerLine {
  readonly label: string;
  readonly points: readonly CurvePoint[];
}

const DASHES = [[], [8, 3], [3, 3], [8, 3, 2, 3], [1, 3]];

export function powerFigure(lines: readonly PowerLine[], n: number, theme: FigureTheme): Figure {
  const { muted, ink } = figureColours(theme);
  const last = Math.max(...lines.flatMap(({ points }) => points.map((point) => point.n)));
  const straight = (label: string, points: readonly { x: number; y: number }[]) => ({
    label,
    data: points,
    borderColor: muted,
    borderWidth: 1,
    borderDash: [4, 4],
    pointRadius: 0,
  });
  const x = valueAxis(POWER_TEXTS.x_axis, theme);
  const y = valueAxis(POWER_TEXTS.y_axis, theme);
  return {
    type: 'line',
    data: {
      datasets: [
        ...lines.map(({ label, points }, i) => ({
          label,
          data: points.map((point) => ({ x: point.n, y: 100 * point.power })),
          borderColor: seriesColour(i, theme),
          backgroundColor: seriesColour(i, theme),
          borderDash: DASHES[i % DASHES.length],
          borderWidth: 2,
          pointRadius: points.map((point) => (point.n === n ? 5 : 0)),
        })),
        straight(POWER_TEXTS.wanted(100 * WANTED_POWER), [
          { x: 2, y: 100 * WANTED_POWER },
          { x: last, y: 100 * WANTED_POWER },
        ]),
      ],
    },
    options: {
      ...baseOptions(theme),
      parsing: false,
      scales: { x: { ...x, min: 2, max: last }, y: { ...y, min: 0, max: 100 } },
      plugins: {
        legend: { position: 'bottom', labels: { color: ink, boxHeight: 1, usePointStyle: false } },
        tooltip: { enabled: false },
      },
    },
  };
}

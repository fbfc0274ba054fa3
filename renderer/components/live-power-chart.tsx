// The last minute of power: one line per source, and their total where there is more than one that may be summed.
import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import {
  type FigureTheme,
  powerTraceFigure,
  type TraceSeries,
  thinTrace,
} from '../../core/figures/figures.ts';
import { isSummed, type Kind } from '../../core/source.ts';
import { domainLabel } from '../format/labels.ts';
import { LIVE_WINDOW_S, type LiveWindow, totalPower } from '../state/live-window.ts';
import { Chart, type Figure } from './chart.tsx';

/** Points drawn per line; the window holds more, the screen does not. */
const POINTS = 240;

export function LivePowerChart({ live, height }: { live: LiveWindow; height: number }) {
  const theme = useComputedColorScheme('light');
  const figure = useMemo(() => liveFigure(live, theme), [live, theme]);
  return (
    <Chart
      figure={figure}
      height={height}
      label="Power of the last minute in watts, one line per source"
      test_id="live-power"
    />
  );
}

function liveFigure(live: LiveWindow, theme: FigureTheme): Figure {
  const figure: Figure = powerTraceFigure({ series: seriesOf(live), theme });
  const x = figure.options.scales.x;
  return {
    ...figure,
    options: {
      ...figure.options,
      scales: {
        ...figure.options.scales,
        x: {
          ...x,
          min: -LIVE_WINDOW_S,
          max: 0,
          title: { ...x.title, text: 'Seconds before now' },
          ticks: { ...x.ticks, stepSize: 10 },
        },
      },
    },
  };
}

/** Seconds before now against watts; a missing reading is a gap in the line. */
function seriesOf(live: LiveWindow): TraceSeries[] {
  const end_ns = live.samples.at(-1)?.t_ns ?? 0;
  const points = (power: (power_w: readonly (number | null)[]) => number | null) =>
    thinTrace(
      live.samples.map(({ t_ns, power_w }) => ({ t_s: (t_ns - end_ns) / 1e9, power_w: power(power_w) })),
      POINTS,
    );
  const lines = live.sources.map((source, i) => ({
    label: domainLabel(source.domain),
    kind: source.kind,
    points: points((power_w) => power_w[i] ?? null),
  }));
  const summed = live.sources.filter(isSummed);
  if (summed.length < 2) return lines;
  const total = points((power_w) => totalPower(live.sources, power_w));
  return [...lines, { label: 'Total', kind: weakest(summed.map((source) => source.kind)), points: total }];
}

/** A total is as good as its weakest part. */
const weakest = (kinds: readonly Kind[]): Kind =>
  kinds.includes('modelled') ? 'modelled' : kinds.includes('derived') ? 'derived' : 'measured';

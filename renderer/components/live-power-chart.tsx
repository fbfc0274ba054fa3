// The last minute of power: additive parts stacked, other sources as lines, phases in the background.

import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import {
  type FigureTheme,
  type Phase,
  type StackedPowerInput,
  stackedPowerFigure,
  thinTrace,
} from '../../core/figures/figures.ts';
import { isSummed } from '../../core/source.ts';
import { secondsBetween } from '../../core/units.ts';
import { phaseLabel } from '../../core/words/phases.ts';
import { domainLabel } from '../format/labels.ts';
import { LIVE_WINDOW_S, type LivePhase, type LiveWindow, totalPower } from '../state/live-window.ts';
import { Chart, type Figure } from './chart.tsx';
import { LIVE } from './texts.ts';

/** Points drawn per line; the screen resolves no more. */
const POINTS = 240;

export function LivePowerChart(props: { live: LiveWindow; height: number; phases?: readonly LivePhase[] }) {
  const { live, height, phases } = props;
  const theme = useComputedColorScheme('light');
  const figure = useMemo(() => liveFigure(live, phases ?? [], theme), [live, phases, theme]);
  return <Chart figure={figure} height={height} label={LIVE.label} test_id="live-power" />;
}

function liveFigure(live: LiveWindow, phases: readonly LivePhase[], theme: FigureTheme): Figure {
  const figure: Figure = stackedPowerFigure({ ...layersOf(live), phases: bandsOf(live, phases), theme });
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
          title: { ...x.title, text: LIVE.x },
          ticks: { ...x.ticks, stepSize: 10 },
        },
      },
    },
  };
}

/** Watts over seconds before now; a missing reading is a gap. */
function layersOf(live: LiveWindow): Pick<StackedPowerInput, 't_s' | 'layers' | 'lines'> {
  const end_ns = live.samples.at(-1)?.t_ns ?? 0;
  // All layers are drawn at the same moments, so that their edges meet: the extremes of the total or, where it is missing,
  // those of the remaining layers.
  const total = live.samples.map(({ t_ns, power_w }) => ({
    t_s: secondsBetween(end_ns, t_ns),
    power_w: totalPower(live.sources, power_w),
  }));
  const rest = total.map(({ t_s, power_w }, at) => ({
    t_s,
    power_w: power_w === null ? partialPower(live.samples[at]?.power_w ?? []) : null,
  }));
  const kept = new Set([...thinTrace(total, POINTS), ...thinTrace(rest, POINTS)].map(({ t_s }) => t_s));
  const rows = live.samples.filter((_, at) => kept.has(total[at]?.t_s ?? Number.NaN));
  const layers = live.sources.map((source, i) => ({
    is_summed: isSummed(source),
    label: domainLabel(source.domain),
    kind: source.kind,
    power_w: rows.map(({ power_w }) => power_w[i] ?? null),
  }));
  return {
    t_s: rows.map(({ t_ns }) => secondsBetween(end_ns, t_ns)),
    layers: layers.filter(({ is_summed }) => is_summed),
    lines: layers.filter(({ is_summed }) => !is_summed),
  };
}

/** Sum of the available readings of one moment; used only to choose moments. */
const partialPower = (power_w: readonly (number | null)[]): number | null => {
  const known = power_w.filter((one) => one !== null);
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
};

function bandsOf(live: LiveWindow, phases: readonly LivePhase[]): Phase[] {
  const end_ns = live.samples.at(-1)?.t_ns ?? 0;
  return phases.map(({ name, begin_ns }, index) => ({
    name: phaseLabel(name),
    begin_s: secondsBetween(end_ns, begin_ns),
    end_s: Math.min(0, secondsBetween(end_ns, phases[index + 1]?.begin_ns ?? end_ns)),
  }));
}

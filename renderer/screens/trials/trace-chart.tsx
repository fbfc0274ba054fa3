// The power of a trial over time, zoomed to a phase or any part.

import { Button, Group, RangeSlider, Text, useComputedColorScheme } from '@mantine/core';
import { useState } from 'react';
import type { TrialView } from '../../../core/contract/study-questions.ts';
import { powerTraceFigure } from '../../../core/figures/figures.ts';
import { phaseLabel } from '../../../core/words/phases.ts';
import { Chart } from '../../components/chart.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { formatFixed } from '../../format/number.ts';
import { TRACE } from './texts.ts';

export interface Window {
  readonly begin_s: number;
  readonly end_s: number;
}

export function TraceChart(props: {
  trial: TrialView;
  window: Window | null;
  onWindow: (window: Window | null) => void;
}) {
  const { trial, window, onWindow } = props;
  const { trace, length_s, samples } = trial;
  const theme = useComputedColorScheme('light');
  const shown: [number, number] = window === null ? [0, length_s ?? 0] : [window.begin_s, window.end_s];
  const [asked, setAsked] = useState(shown);
  if (trace === null || length_s === null || length_s === 0) return <Text size="sm">{TRACE.none}</Text>;
  const [begin_s, end_s] = shown;
  const phases = trace.phases
    .filter((phase) => phase.end_s > begin_s && phase.begin_s < end_s)
    .map((phase) => ({
      name: phaseLabel(phase.name),
      begin_s: Math.max(begin_s, phase.begin_s),
      end_s: Math.min(end_s, phase.end_s),
    }));
  const take = (next: Window): void => {
    setAsked([next.begin_s, next.end_s]);
    onWindow(next);
  };
  return (
    <>
      <Chart
        figure={powerTraceFigure({ series: trace.series, phases, theme })}
        height={300}
        label={TRACE.label(formatFixed(begin_s), formatFixed(end_s))}
        test_id="trace"
      />
      <Group gap="xs">
        <Text size="sm">{TRACE.zoom}</Text>
        {trace.phases.map((phase) => (
          <Button
            key={phase.name}
            size="compact-sm"
            variant="default"
            onClick={() => take({ begin_s: Math.max(0, phase.begin_s), end_s: phase.end_s })}
          >
            {phaseLabel(phase.name)}
          </Button>
        ))}
      </Group>
      <RangeSlider
        aria-label={TRACE.slider}
        min={0}
        max={length_s}
        step={length_s / 1000}
        minRange={length_s / 1000}
        value={asked}
        label={(t_s) => `${t_s.toFixed(2)} s`}
        thumbFromLabel={TRACE.from}
        thumbToLabel={TRACE.to}
        onChange={setAsked}
        onChangeEnd={([from_s, to_s]) => take({ begin_s: from_s, end_s: to_s })}
      />
      <Text size="xs" c="dimmed">
        {TRACE.readings(samples)}
      </Text>
      <DataTable
        label={TRACE.phases}
        rows={trace.phases}
        rowKey={({ name }) => name}
        columns={[
          { head: TRACE.columns.phase, cell: ({ name }) => phaseLabel(name) },
          { head: TRACE.columns.begin, is_number: true, cell: (phase) => formatFixed(phase.begin_s) },
          { head: TRACE.columns.end, is_number: true, cell: (phase) => formatFixed(phase.end_s) },
          ...trace.series.map(({ label }, at) => ({
            head: TRACE.columns.power(label),
            is_number: true,
            cell: (phase: (typeof trace.phases)[number]) => formatFixed(phase.mean_power_w[at], 1),
          })),
        ]}
      />
    </>
  );
}

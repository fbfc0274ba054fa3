// Energy against accuracy by setting, as a figure and as the table it is drawn from.
import { Badge, useComputedColorScheme } from '@mantine/core';
import { paretoFigure } from '../../../core/figures/figures.ts';
import type { ParetoCell } from '../../../core/sweep/analyses.ts';
import { Chart } from '../../components/chart.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { cellLabel } from '../../format/labels.ts';
import { formatPercent } from '../../format/number.ts';
import { columnScale } from '../../format/scale.ts';

/** Two settings at least: one alone is not compared with anything. */
export function ParetoCard({ cells, factors }: { cells: readonly ParetoCell[]; factors: readonly string[] }) {
  const theme = useComputedColorScheme('light');
  if (cells.length < 2 || factors.length === 0) return null;
  const scale = columnScale(
    cells.map(({ energy_j }) => energy_j),
    'J',
  );
  const figure = paretoFigure({
    points: cells.map((cell) => ({
      label: cellLabel(cell.levels),
      cost: cell.energy_j / scale.per,
      cost_ci: cell.energy_ci && [cell.energy_ci[0] / scale.per, cell.energy_ci[1] / scale.per],
      worth: 100 * cell.accuracy,
      worth_ci: cell.accuracy_ci && [100 * cell.accuracy_ci[0], 100 * cell.accuracy_ci[1]],
      is_efficient: cell.is_efficient,
    })),
    x_label: `Training energy, ${scale.unit}`,
    y_label: 'Test accuracy, %',
    theme,
  });
  return (
    <Section title="Energy against accuracy">
      <Chart
        figure={figure}
        height={300}
        label={`Energy against accuracy of ${cells.length} settings; the table below holds the numbers`}
        test_id="pareto-figure"
      />
      <DataTable
        label="Energy against accuracy by setting"
        rows={cells}
        rowKey={(cell) => JSON.stringify(cell.levels)}
        columns={[
          { head: 'Setting', cell: (cell) => cellLabel(cell.levels) },
          { head: 'n', is_number: true, cell: (cell) => cell.n },
          { head: `Energy, ${scale.unit}`, is_number: true, cell: (cell) => scale.format(cell.energy_j) },
          { head: 'Accuracy', is_number: true, cell: (cell) => formatPercent(cell.accuracy, 3) },
          {
            head: 'Verdict',
            cell: (cell) =>
              cell.is_efficient ? (
                <Badge size="sm" variant="light" tt="none">
                  efficient
                </Badge>
              ) : null,
          },
        ]}
      />
    </Section>
  );
}

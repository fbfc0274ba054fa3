// Energy against accuracy by setting, as a figure and as the table behind it.
import { Badge } from '@mantine/core';
import { useCallback } from 'react';
import type { StudyView } from '../../../core/contract/ipc.ts';
import { type FigureTheme, paretoFigure } from '../../../core/figures/figures.ts';
import type { ParetoCell } from '../../../core/sweep/analyses.ts';
import { CopyTable } from '../../components/copy-table.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { FigureSection } from '../../components/figure-section.tsx';
import { textTable } from '../../components/table-text.ts';
import { cellLabel } from '../../format/labels.ts';
import { formatPercent } from '../../format/number.ts';
import { columnScale } from '../../format/scale.ts';
import { PARETO } from './texts/cards.ts';
import { HOW_OF_CELLS, HOW_OF_PARETO } from './texts/how.ts';

/** Nothing below two settings: one alone has nothing to compare with. */
export function ParetoCard({ cells, view }: { cells: readonly ParetoCell[]; view: StudyView }) {
  const build = useCallback((theme: FigureTheme) => figureOf(cells, theme), [cells]);
  if (cells.length < 2 || view.analysed_factors.length === 0) return null;
  const columns = columnsOf(cells);
  return (
    <FigureSection
      title={PARETO.title}
      name={`${view.name} energy against accuracy`}
      build={build}
      height={300}
      label={PARETO.figure(cells.length)}
      test_id="pareto-figure"
      aside={<CopyTable table={() => textTable({ caption: PARETO.label, columns, rows: cells })} />}
    >
      <DataTable
        label={PARETO.label}
        max_height={360}
        rows={cells}
        rowKey={(cell) => JSON.stringify(cell.levels)}
        columns={columns}
      />
    </FigureSection>
  );
}

const scaleOf = (cells: readonly ParetoCell[]) =>
  columnScale(
    cells.map(({ energy_j }) => energy_j),
    'J',
  );

function figureOf(cells: readonly ParetoCell[], theme: FigureTheme) {
  const scale = scaleOf(cells);
  return paretoFigure({
    points: cells.map((cell) => ({
      label: cellLabel(cell.levels),
      cost: cell.energy_j / scale.per,
      cost_ci: cell.energy_ci && [cell.energy_ci[0] / scale.per, cell.energy_ci[1] / scale.per],
      worth: 100 * cell.accuracy,
      worth_ci: cell.accuracy_ci && [100 * cell.accuracy_ci[0], 100 * cell.accuracy_ci[1]],
      is_efficient: cell.is_efficient,
    })),
    x_label: PARETO.x(scale.unit),
    y_label: PARETO.y,
    theme,
  });
}

function columnsOf(cells: readonly ParetoCell[]): readonly Column<ParetoCell>[] {
  const scale = scaleOf(cells);
  return [
    { head: PARETO.columns.setting, cell: (cell) => cellLabel(cell.levels) },
    { head: PARETO.columns.n, how: HOW_OF_CELLS.n(), is_number: true, cell: (cell) => cell.n },
    {
      head: PARETO.columns.energy(scale.unit),
      how: HOW_OF_CELLS.mean('energy_tested_j'),
      is_number: true,
      cell: (cell) => scale.format(cell.energy_j),
    },
    {
      head: PARETO.columns.accuracy,
      how: HOW_OF_PARETO.accuracy,
      is_number: true,
      cell: (cell) => formatPercent(cell.accuracy, 3),
    },
    {
      head: PARETO.columns.verdict,
      how: HOW_OF_PARETO.verdict,
      cell: (cell) =>
        cell.is_efficient ? (
          <Badge size="sm" variant="light" tt="none">
            {PARETO.efficient}
          </Badge>
        ) : null,
      text: (cell) => (cell.is_efficient ? PARETO.efficient : ''),
    },
  ];
}

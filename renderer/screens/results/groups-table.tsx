// Mean, spread and interval of every cell.
import type { Analysis } from '../../../core/statistics/analysis.ts';
import { TableSection } from '../../components/table-section.tsx';
import { factorLabel, levelLabel } from '../../format/labels.ts';
import { confidence } from './comparisons/shown.ts';
import { type ShownResponse, withUnit } from './response.ts';
import { CELLS } from './texts/cards.ts';
import { HOW_OF_CELLS as HOW } from './texts/how.ts';

export function GroupsTable({ analysis, response }: { analysis: Analysis; response: ShownResponse }) {
  const { scale } = response;
  const spread = scale.sibling(analysis.groups.map((group) => group.sd));
  const factors = Object.keys(analysis.groups[0]?.levels ?? {});
  return (
    <TableSection
      title={CELLS.title}
      note={CELLS.note(withUnit(response))}
      label={CELLS.label(withUnit(response))}
      min_width={680}
      max_height={480}
      rows={analysis.groups}
      rowKey={(group) => JSON.stringify(group.levels)}
      columns={[
        ...factors.map((factor) => ({
          head: factorLabel(factor),
          is_number: factor !== 'precision',
          cell: (group: Analysis['groups'][number]) => levelLabel(group.levels[factor] ?? ''),
        })),
        { head: 'n', how: HOW.n(), is_number: true, cell: (group) => group.n },
        {
          head: 'Mean',
          how: HOW.mean(response.name),
          is_number: true,
          cell: (group) => scale.format(group.mean),
        },
        { head: 'SD', how: HOW.sd(), is_number: true, cell: (group) => spread.format(group.sd) },
        {
          head: confidence(analysis),
          how: HOW.ci(analysis.alpha),
          is_number: true,
          cell: (group) => scale.interval(group.ci),
        },
        { head: 'Median', how: HOW.median(), is_number: true, cell: (group) => scale.format(group.median) },
        { head: 'Min', how: HOW.extreme(), is_number: true, cell: (group) => scale.format(group.min) },
        { head: 'Max', how: HOW.extreme(), is_number: true, cell: (group) => scale.format(group.max) },
      ]}
    />
  );
}

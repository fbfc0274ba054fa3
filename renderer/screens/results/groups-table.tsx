// Mean, spread and interval of every cell.
import type { Analysis } from '../../../core/analysis.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { factorLabel, levelLabel } from '../../format/labels.ts';
import { type ShownResponse, withUnit } from './response.ts';

export function GroupsTable({ analysis, response }: { analysis: Analysis; response: ShownResponse }) {
  const { scale } = response;
  const spread = scale.sibling(analysis.groups.map((group) => group.sd));
  const factors = Object.keys(analysis.groups[0]?.levels ?? {});
  const percent = Math.round((1 - analysis.alpha) * 100);
  return (
    <Section
      title="Cells"
      note={`${withUnit(response)}. SD: sample standard deviation. CI: ${percent} % t interval of the mean over independent trials.`}
    >
      <DataTable
        label={`Groups: ${withUnit(response)} by cell`}
        min_width={680}
        rows={analysis.groups}
        rowKey={(group) => JSON.stringify(group.levels)}
        columns={[
          ...factors.map((factor) => ({
            head: factorLabel(factor),
            is_number: factor !== 'precision',
            cell: (group: Analysis['groups'][number]) => levelLabel(group.levels[factor] ?? ''),
          })),
          { head: 'n', is_number: true, cell: (group) => group.n },
          { head: 'Mean', is_number: true, cell: (group) => scale.format(group.mean) },
          { head: 'SD', is_number: true, cell: (group) => spread.format(group.sd) },
          { head: `${percent} % CI`, is_number: true, cell: (group) => scale.interval(group.ci) },
          { head: 'Median', is_number: true, cell: (group) => scale.format(group.median) },
          { head: 'Min', is_number: true, cell: (group) => scale.format(group.min) },
          { head: 'Max', is_number: true, cell: (group) => scale.format(group.max) },
        ]}
      />
    </Section>
  );
}

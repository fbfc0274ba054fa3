// Every trial of a study: sorted by any column, filtered by levels and state, page by page.
import { Button, Group, Pagination, Select, Table, Text, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { StudyView } from '../../../../core/contract/ipc.ts';
import { ScrollTable } from '../../../components/scroll-table.tsx';
import { Section } from '../../../components/section.tsx';
import { factorLabel, levelLabel } from '../../../format/labels.ts';
import { COLUMNS, LIST } from '../texts.ts';
import { type Filter, IN_ORDER, NO_FILTER, type Sort, shownTrials } from './shown-trials.ts';
import { type TrialColumn, trialColumns } from './trial-columns.tsx';

const ON_A_PAGE = 50;
const KEPT = ['all', 'done', 'not_done', 'flagged', 'left_out'] as const;

export function TrialsList(props: {
  view: StudyView;
  /** The trial whose page is shown. */
  opened?: number | null;
  /** Rows can be opened only with it. */
  onOpen?: (trial: number) => void;
}) {
  const { view, opened = null, onOpen } = props;
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [sort, setSort] = useState<Sort>(IN_ORDER);
  const [asked_page, setPage] = useState(1);
  const columns = useMemo(() => trialColumns(view), [view]);
  const shown = useMemo(() => shownTrials(view.trials, filter, sort, columns), [view, filter, sort, columns]);
  const pages = Math.max(1, Math.ceil(shown.length / ON_A_PAGE));
  const page = Math.min(asked_page, pages);
  const change = (part: Partial<Filter>): void => {
    setFilter({ ...filter, ...part });
    setPage(1);
  };
  const done = view.trials.filter((trial) => trial.state === 'done').length;
  const order: TrialColumn = {
    name: 'order',
    head: COLUMNS.order,
    is_number: true,
    value: (trial) => trial.order,
    cell: (trial) =>
      onOpen === undefined ? (
        trial.order
      ) : (
        <Button
          size="compact-xs"
          variant={opened === trial.trial ? 'filled' : 'default'}
          aria-label={LIST.open(trial.order)}
          aria-pressed={opened === trial.trial}
          onClick={() => onOpen(trial.trial)}
        >
          {trial.order}
        </Button>
      ),
  };
  const all = [order, ...columns];
  return (
    <Section
      title={LIST.title}
      note={LIST.note(done, view.trials.length)}
      aside={
        <Text size="xs" c="dimmed" aria-live="polite" data-testid="trials-shown">
          {LIST.shown(shown.length, view.trials.length)}
        </Text>
      }
    >
      <Filters view={view} filter={filter} onChange={change} />
      {shown.length === 0 ? (
        <Group mt="md">
          <Text size="sm">{LIST.nothing}</Text>
          <Button size="xs" variant="default" onClick={() => change(NO_FILTER)}>
            {LIST.show_all}
          </Button>
        </Group>
      ) : (
        <ScrollTable label={LIST.title} min_width={800} max_height={480} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {all.map((column) => (
                <SortHead key={column.name} column={column} sort={sort} onSort={setSort} />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE).map((trial) => (
              <Table.Tr key={trial.trial} data-left-out={trial.excluded !== null || undefined}>
                {all.map(({ name, is_number, is_word, cell }) => (
                  <Table.Td key={name} className={is_number ? 'num' : is_word ? 'word' : undefined}>
                    {cell(trial)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </ScrollTable>
      )}
      {pages > 1 ? (
        <Pagination
          mt="xs"
          size="sm"
          total={pages}
          value={page}
          onChange={setPage}
          getControlProps={(control) => ({ 'aria-label': LIST.turn_to(control) })}
          getItemProps={(at) => ({ 'aria-label': LIST.page(at) })}
        />
      ) : null}
    </Section>
  );
}

function Filters(props: { view: StudyView; filter: Filter; onChange: (part: Partial<Filter>) => void }) {
  const { view, filter, onChange } = props;
  return (
    <Group gap="sm" mb="xs" align="flex-end">
      <Select
        label={LIST.filter}
        size="xs"
        w={170}
        allowDeselect={false}
        data={KEPT.map((value) => ({ value, label: LIST.kept[value] }))}
        value={filter.kept}
        onChange={(kept) => onChange({ kept: KEPT.find((value) => value === kept) ?? 'all' })}
      />
      {view.factors.map((factor) => (
        <Select
          key={factor}
          label={factorLabel(factor)}
          size="xs"
          w={140}
          clearable
          placeholder={LIST.any_level}
          data={[...new Set(view.trials.map(({ levels }) => levels[factor] ?? ''))].map((value) => ({
            value,
            label: levelLabel(value),
          }))}
          value={filter.levels[factor] ?? null}
          onChange={(level) => {
            const { [factor]: _old, ...others } = filter.levels;
            onChange({ levels: level === null ? others : { ...others, [factor]: level } });
          }}
        />
      ))}
    </Group>
  );
}

function SortHead(props: { column: TrialColumn; sort: Sort; onSort: (sort: Sort) => void }) {
  const { column, sort, onSort } = props;
  const is_sorted = sort.by === column.name;
  const way = is_sorted ? (sort.is_down ? 'descending' : 'ascending') : undefined;
  return (
    <Table.Th scope="col" className={column.is_number ? 'num' : undefined} aria-sort={way}>
      <UnstyledButton
        className="sort-head"
        onClick={() => onSort({ by: column.name, is_down: is_sorted && !sort.is_down })}
      >
        {column.head}
        <span aria-hidden="true">{is_sorted ? (sort.is_down ? ' ↓' : ' ↑') : ''}</span>
      </UnstyledButton>
    </Table.Th>
  );
}

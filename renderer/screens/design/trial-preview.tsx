// The trials of a design in the order they will run, page by page.
import { Alert, Group, Pagination, Stack, Text } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Design } from '../../../core/design/design.ts';
import { factorList } from '../../../core/design/factor-list.ts';
import { layOut } from '../../../core/design/layout.ts';
import { DataTable } from '../../components/data-table.tsx';
import { factorLabel, levelLabel } from '../../format/labels.ts';

const PAGE = 15;
/** Crossings before a fraction is taken; more would take seconds to lay out. */
const MOST_CROSSINGS = 200_000;

export function TrialPreview({ design }: { design: Design | null }) {
  // Laid out after the field that was typed in has been drawn.
  const shown = useDeferredValue(design);
  if (design === null || shown === null)
    return (
      <Text size="sm">The trials are shown as soon as the design has nothing left to be corrected.</Text>
    );
  return <Trials design={shown} />;
}

function Trials({ design }: { design: Design }) {
  const [page, setPage] = useState(1);
  const factors = factorList(design);
  const crossings = factors.reduce((count, { levels }) => count * levels.length, 1);
  const trials = useMemo(() => (crossings > MOST_CROSSINGS ? null : layOut(design)), [design, crossings]);
  if (trials === null)
    return (
      <Alert color="gray">
        The levels cross to {crossings.toLocaleString('en')} combinations, too many to list here.
      </Alert>
    );
  const pages = Math.max(1, Math.ceil(trials.length / PAGE));
  const at = Math.min(page, pages);
  // What is held is the same in every row.
  const columns = factors.filter(({ levels }) => levels.length > 1).map(({ name }) => name);
  return (
    <Stack gap="xs" data-testid="preview">
      <DataTable
        label="Planned trials in their order"
        rows={trials.slice((at - 1) * PAGE, at * PAGE)}
        rowKey={({ order }) => String(order)}
        columns={[
          { head: 'Order', is_number: true, cell: ({ order }) => order.toLocaleString('en') },
          {
            head: design.order === 'random' ? 'Replicate' : 'Block',
            is_number: true,
            cell: ({ block }) => block,
          },
          ...columns.map((name) => ({
            head: factorLabel(name),
            is_word: true,
            cell: ({ levels }: (typeof trials)[number]) => levelLabel(String(levels[name])),
          })),
          { head: 'Seed of weights', is_number: true, cell: ({ seed }) => seed },
        ]}
      />
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {trials.length.toLocaleString('en')} trials, {((at - 1) * PAGE + 1).toLocaleString('en')} to{' '}
          {Math.min(trials.length, at * PAGE).toLocaleString('en')} shown
        </Text>
        {pages === 1 ? null : (
          <Pagination
            total={pages}
            value={at}
            onChange={setPage}
            size="sm"
            getItemProps={(number) => ({ 'aria-label': `Page ${number}` })}
            getControlProps={(control) => ({ 'aria-label': `${control} page` })}
          />
        )}
      </Group>
    </Stack>
  );
}

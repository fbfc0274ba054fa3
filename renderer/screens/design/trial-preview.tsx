// Pages through the planned trials of a design in run order.
import { Alert, Group, Pagination, Stack, Text } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Design } from '../../../core/design/design.ts';
import { factorList } from '../../../core/design/factor-list.ts';
import { layOut } from '../../../core/design/layout.ts';
import { DataTable } from '../../components/data-table.tsx';
import { factorLabel, levelLabel } from '../../format/labels.ts';
import { EDITOR_TEXTS } from './texts/editor.ts';

const TEXT = EDITOR_TEXTS.preview;
const PAGE = 15;
/** Limit on the combinations before a fraction is taken; more would take seconds to lay out. */
const MOST_CROSSINGS = 200_000;

export function TrialPreview({ design }: { design: Design | null }) {
  // Deferred, so that the field being typed in is drawn first.
  const shown = useDeferredValue(design);
  if (design === null || shown === null) return <Text size="sm">{TEXT.correct_first}</Text>;
  return <Trials design={shown} />;
}

function Trials({ design }: { design: Design }) {
  const [page, setPage] = useState(1);
  const factors = factorList(design);
  const crossings = factors.reduce((count, { levels }) => count * levels.length, 1);
  const trials = useMemo(() => (crossings > MOST_CROSSINGS ? null : layOut(design)), [design, crossings]);
  if (trials === null) return <Alert color="gray">{TEXT.too_many(crossings.toLocaleString('en'))}</Alert>;
  const pages = Math.max(1, Math.ceil(trials.length / PAGE));
  const at = Math.min(page, pages);
  // Held factors are the same in every row.
  const columns = factors.filter(({ levels }) => levels.length > 1).map(({ name }) => name);
  return (
    <Stack gap="xs" data-testid="preview">
      <DataTable
        label={TEXT.label}
        rows={trials.slice((at - 1) * PAGE, at * PAGE)}
        rowKey={({ order }) => String(order)}
        columns={[
          { head: TEXT.order, is_number: true, cell: ({ order }) => order.toLocaleString('en') },
          {
            head: design.order === 'random' ? TEXT.replicate : TEXT.block,
            is_number: true,
            cell: ({ block }) => block,
          },
          ...columns.map((name) => ({
            head: factorLabel(name),
            is_word: true,
            cell: ({ levels }: (typeof trials)[number]) => levelLabel(String(levels[name])),
          })),
          { head: TEXT.seed, is_number: true, cell: ({ seed }) => seed },
        ]}
      />
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {TEXT.shown(
            ((at - 1) * PAGE + 1).toLocaleString('en'),
            Math.min(trials.length, at * PAGE).toLocaleString('en'),
            trials.length.toLocaleString('en'),
          )}
        </Text>
        {pages === 1 ? null : (
          <Pagination
            total={pages}
            value={at}
            onChange={setPage}
            size="sm"
            getItemProps={(number) => ({ 'aria-label': TEXT.page(number) })}
            getControlProps={(control) => ({ 'aria-label': TEXT.control(control) })}
          />
        )}
      </Group>
    </Stack>
  );
}

// Fields for the order of the trials and its seed.
import { Radio, SimpleGrid, Stack } from '@mantine/core';
import type { Design } from '../../../../core/design/design.ts';
import { sentence } from '../../../format/labels.ts';
import { type Editing, problemAt } from '../editing.ts';
import { COLUMNS, ConstantField } from '../fields.tsx';
import { GROUP_TEXTS } from '../texts/groups.ts';
import { FIELD_NAMES } from '../texts/problems.ts';

const TEXT = GROUP_TEXTS.order;
const ORDERS = (['blocks', 'random', 'latin_square'] as const satisfies readonly Design['order'][]).map(
  (value) => ({ value, ...TEXT[value] }),
);

export function OrderGroup({ editing }: { editing: Editing }) {
  const { draft, edit } = editing;
  const problem = problemAt(editing, 'order');
  return (
    <Stack gap="md">
      <Radio.Group
        label={TEXT.order}
        value={draft.order}
        error={problem === null ? undefined : sentence(problem)}
        onChange={(value) => {
          const found = ORDERS.find((one) => one.value === value);
          if (found !== undefined) edit('order', { order: found.value });
        }}
      >
        <Stack gap="xs" mt={4}>
          {ORDERS.map(({ value, label, help }) => (
            <Radio key={value} value={value} label={label} description={help} />
          ))}
        </Stack>
      </Radio.Group>
      <SimpleGrid {...COLUMNS}>
        <ConstantField editing={editing} field="seed" label={FIELD_NAMES.seed} help={TEXT.seed_help} />
      </SimpleGrid>
    </Stack>
  );
}

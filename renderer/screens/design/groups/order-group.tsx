// In which order the trials run, and from which seed.
import { Radio, SimpleGrid, Stack } from '@mantine/core';
import type { Design } from '../../../../core/design/design.ts';
import { sentence } from '../../../format/labels.ts';
import { type Editing, problemAt } from '../editing.ts';
import { COLUMNS, ConstantField } from '../fields.tsx';

const ORDERS: readonly { value: Design['order']; label: string; help: string }[] = [
  {
    value: 'blocks',
    label: 'Blocks',
    help: 'Every cell once in each block, in a new random order; drift of the machine spreads over the cells. Right for most studies.',
  },
  {
    value: 'random',
    label: 'Random',
    help: 'All trials in one random order; drift is only balanced by chance.',
  },
  {
    value: 'latin_square',
    label: 'Latin square',
    help: 'As blocks, and over as many blocks as there are cells every cell stands once in each place, so that the place is balanced too; wants a multiple of that many replicates.',
  },
];

export function OrderGroup({ editing }: { editing: Editing }) {
  const { draft, edit } = editing;
  const problem = problemAt(editing, 'order');
  return (
    <Stack gap="md">
      <Radio.Group
        label="Order of the trials"
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
        <ConstantField
          editing={editing}
          field="seed"
          label="Seed of the order"
          help="The same design and seed lay out the same trials on every machine."
        />
      </SimpleGrid>
    </Stack>
  );
}

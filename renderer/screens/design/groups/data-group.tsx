// The data of a design: one set, or all the sets that the factor `data` compares.
import { Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { sentence } from '../../../format/labels.ts';
import { type Editing, problemAt } from '../editing.ts';
import { addDataSet, removeDataSet, setDataSet } from '../factors/edit-factors.ts';
import { NoteUnlessDefault } from '../fields.tsx';
import { GROUP_TEXTS } from '../texts/groups.ts';
import { DataFields } from './data-fields.tsx';

const TEXT = GROUP_TEXTS.data;

export function DataGroup({ editing }: { editing: Editing }) {
  const { draft, edit, dataset_dir } = editing;
  const common = { has_bundled: dataset_dir !== null };
  if (draft.factors['data'] === undefined)
    return (
      <Stack gap="sm">
        <DataFields
          {...common}
          label={TEXT.data}
          data={draft.data}
          problem={problemAt(editing, 'data')}
          set={(data) => edit('data', { data })}
        />
        <NoteUnlessDefault editing={editing} field="data" />
      </Stack>
    );
  const problem = problemAt(editing, 'data_sets');
  return (
    <Stack gap="md">
      <Text size="sm">{TEXT.sets}</Text>
      {draft.data_sets.map((one, at) => (
        // a data set is identified by its position alone
        <Fieldset key={at} legend={TEXT.set(at + 1)} p="sm">
          <Stack gap="sm">
            <Group align="flex-end" wrap="nowrap">
              <TextInput
                label={TEXT.set_name(at + 1)}
                flex={1}
                maxLength={60}
                value={one.name}
                onChange={(event) =>
                  edit(`data_set ${at}`, setDataSet(draft, at, { ...one, name: event.currentTarget.value }))
                }
              />
              <Button
                variant="default"
                disabled={draft.data_sets.length === 1}
                aria-label={TEXT.remove_set(at + 1)}
                onClick={() => edit(`remove data_set ${at}`, removeDataSet(draft, at))}
              >
                {TEXT.remove}
              </Button>
            </Group>
            <DataFields
              {...common}
              label={TEXT.set_data(one.name)}
              data={one.data}
              problem={null}
              set={(data) => edit(`data_set ${at}`, setDataSet(draft, at, { ...one, data }))}
            />
          </Stack>
        </Fieldset>
      ))}
      {problem === null ? null : (
        <Text size="sm" c="var(--mantine-color-error)">
          {sentence(problem)}
        </Text>
      )}
      <Button
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => edit('add data_set', addDataSet(draft))}
      >
        {TEXT.add_set}
      </Button>
    </Stack>
  );
}

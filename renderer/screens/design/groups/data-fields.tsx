// Fields for the training data: the bundled set, a synthetic one, or the user's own files.
import { Button, Checkbox, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { call } from '../../../bridge/call.ts';
import { useNotices } from '../../../state/notices.tsx';
import type { DataEntry } from '../draft/draft.ts';
import { dataNumbers } from '../draft/entries.ts';
import { Choice, COLUMNS, NumberEntry } from '../fields.tsx';
import { GROUP_TEXTS } from '../texts/groups.ts';
import { DATA_NUMBERS } from '../texts/problems.ts';

const TEXT = GROUP_TEXTS.data;
const KINDS = (['bundled', 'synthetic', 'idx', 'csv', 'images'] as const).map((value) => ({
  value,
  label: TEXT.kinds[value],
}));

export function DataFields(props: {
  label: string;
  data: DataEntry;
  problem: string | null;
  has_bundled: boolean;
  set: (data: DataEntry) => void;
}) {
  const { data } = props;
  const set = (part: Partial<DataEntry>): void => props.set({ ...data, ...part });
  return (
    <Stack gap="sm">
      <SimpleGrid {...COLUMNS}>
        <Choice
          label={props.label}
          value={data.kind}
          problem={props.problem}
          options={KINDS.filter(
            ({ value }) => value !== 'bundled' || props.has_bundled || data.kind === 'bundled',
          )}
          set={(kind) => set({ kind, path: '' })}
        />
        {data.kind === 'csv' ? (
          <TextInput
            label={TEXT.class_column}
            value={data.label}
            onChange={(event) => set({ label: event.currentTarget.value })}
          />
        ) : null}
      </SimpleGrid>
      {data.kind === 'bundled' || data.kind === 'synthetic' ? null : <PathField data={data} set={set} />}
      <SimpleGrid {...COLUMNS}>
        {dataNumbers(data.kind).map(([field, label]) => (
          <NumberEntry
            key={field}
            label={field === 'train_limit' ? TEXT.zero_is_all(label) : label}
            value={data[field]}
            set={(value) => set({ [field]: value })}
          />
        ))}
        <NumberEntry
          label={DATA_NUMBERS.validation}
          help={TEXT.validation_help}
          value={data.validation}
          set={(validation) => set({ validation })}
        />
      </SimpleGrid>
      {data.kind === 'images' ? (
        <Checkbox
          label={TEXT.grey}
          checked={data.grey}
          onChange={(event) => set({ grey: event.currentTarget.checked })}
        />
      ) : null}
    </Stack>
  );
}

function PathField({ data, set }: { data: DataEntry; set: (part: Partial<DataEntry>) => void }) {
  const notices = useNotices();
  const choose = async (): Promise<void> => {
    try {
      const path = await call('data:choose', data.kind === 'csv' ? 'csv' : 'folder');
      if (path !== null) set({ path });
    } catch (error) {
      notices.error(TEXT.choose_failed, error);
    }
  };
  return (
    <Group align="flex-end" wrap="nowrap" gap="xs">
      <TextInput label={data.kind === 'csv' ? TEXT.file : TEXT.folder} value={data.path} readOnly flex={1} />
      <Button variant="default" onClick={() => void choose()}>
        {TEXT.choose}
      </Button>
    </Group>
  );
}

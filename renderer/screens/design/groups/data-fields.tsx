// Which examples are trained on: the set that came with the app, a synthetic one, or the user's own files.
import { Button, Checkbox, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { call } from '../../../bridge/call.ts';
import { useNotices } from '../../../state/notices.tsx';
import type { DataEntry } from '../draft/draft.ts';
import { dataNumbers } from '../draft/entries.ts';
import { Choice, COLUMNS, NumberEntry } from '../fields.tsx';

const KINDS = [
  { value: 'bundled', label: 'Fashion-MNIST (came with the app)' },
  { value: 'synthetic', label: 'Synthetic clusters' },
  { value: 'idx', label: 'Folder with IDX files' },
  { value: 'csv', label: 'CSV file' },
  { value: 'images', label: 'Folder of pictures' },
] as const satisfies readonly { value: DataEntry['kind']; label: string }[];

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
            label="Column with the class"
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
            label={field === 'train_limit' ? `${label} (0: all)` : label}
            value={data[field]}
            set={(value) => set({ [field]: value })}
          />
        ))}
        <NumberEntry
          label="Share set aside to validate on"
          help="0 to 0.5, or empty for none; a target is looked for on it."
          value={data.validation}
          set={(validation) => set({ validation })}
        />
      </SimpleGrid>
      {data.kind === 'images' ? (
        <Checkbox
          label="Grey: one channel instead of three"
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
      notices.error('No data could be chosen', error);
    }
  };
  return (
    <Group align="flex-end" wrap="nowrap" gap="xs">
      <TextInput
        label={data.kind === 'csv' ? 'File' : 'Folder'}
        value={data.path}
        onChange={(event) => set({ path: event.currentTarget.value })}
        flex={1}
      />
      <Button variant="default" onClick={() => void choose()}>
        Choose…
      </Button>
    </Group>
  );
}

// Which examples are trained on: the set that came with the app, a synthetic one, or the user's own files.
import { Button, Group, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { call } from '../../bridge/call.ts';
import { useNotices } from '../../state/notices.tsx';
import type { DataForm } from './form-state.ts';

const KINDS = [
  { value: 'bundled', label: 'Fashion-MNIST (came with the app)' },
  { value: 'synthetic', label: 'Synthetic clusters' },
  { value: 'idx', label: 'Folder with IDX files' },
  { value: 'csv', label: 'CSV file' },
] as const satisfies readonly { value: DataForm['kind']; label: string }[];

export function DataFields(props: {
  data: DataForm;
  dataset_dir: string | null;
  set: (data: DataForm) => void;
}) {
  const { data } = props;
  const set = (part: Partial<DataForm>): void => props.set({ ...data, ...part });
  return (
    <Stack gap="sm">
      <Select
        label="Data"
        allowDeselect={false}
        value={data.kind}
        data={KINDS.filter(({ value }) => value !== 'bundled' || props.dataset_dir !== null)}
        onChange={(kind) => kind !== null && set({ kind: kind as DataForm['kind'], path: '' })}
      />
      {data.kind === 'idx' || data.kind === 'csv' ? <PathField data={data} set={set} /> : null}
      {data.kind === 'csv' ? (
        <TextInput
          label="Column with the class"
          value={data.label}
          onChange={(event) => set({ label: event.currentTarget.value })}
        />
      ) : null}
      {data.kind === 'synthetic' ? (
        <SimpleGrid cols={3} spacing="sm">
          <WholeNumber label="Samples" value={data.samples} min={2} set={(samples) => set({ samples })} />
          <WholeNumber label="Features" value={data.features} min={1} set={(features) => set({ features })} />
          <WholeNumber label="Classes" value={data.classes} min={2} set={(classes) => set({ classes })} />
        </SimpleGrid>
      ) : (
        <WholeNumber
          label="Training examples used (0: all)"
          value={data.train_limit}
          min={0}
          set={(train_limit) => set({ train_limit })}
        />
      )}
    </Stack>
  );
}

export function WholeNumber(props: {
  label: string;
  value: number | string;
  min: number;
  set: (value: number | string) => void;
}) {
  return (
    <NumberInput
      label={props.label}
      value={props.value}
      min={props.min}
      allowDecimal={false}
      onChange={props.set}
    />
  );
}

function PathField({ data, set }: { data: DataForm; set: (part: Partial<DataForm>) => void }) {
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

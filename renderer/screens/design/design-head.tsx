// Name and backend of the design, and the presets and files it can start from.
import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { PRESET_NAMES, type PresetName } from '../../../core/design/presets.ts';
import { Section } from '../../components/section.tsx';
import { sentence } from '../../format/labels.ts';
import { isEdited } from './draft/where-from.ts';
import { type Editing, problemAt } from './editing.ts';
import { Choice, COLUMNS } from './fields.tsx';
import { EDITOR_TEXTS } from './texts/editor.ts';
import type { DesignFiles } from './use-design-files.ts';

const TEXT = EDITOR_TEXTS.head;
const PRESETS: Readonly<Record<PresetName, string>> = TEXT.presets;
const BLANK = 'blank';
const CHOICES = [
  { value: BLANK, label: TEXT.scratch },
  ...PRESET_NAMES.map((value) => ({ value, label: PRESETS[value] })),
];

export function DesignHead(props: {
  editing: Editing;
  files: DesignFiles;
  can_undo: boolean;
  onUndo: () => void;
  can_save: boolean;
}) {
  const { editing, files } = props;
  const { draft, edit, backends } = editing;
  const name = problemAt(editing, 'name');
  const names = backends.map((one) => one.name);
  return (
    <Section title={TEXT.title} aside={<From editing={editing} />}>
      <Stack gap="sm">
        <Group gap="xs" align="flex-end">
          <Select
            label={TEXT.preset}
            placeholder={TEXT.start_from}
            w={190}
            data={CHOICES}
            value={null}
            disabled={files.is_busy}
            onChange={(chosen) => {
              if (chosen === BLANK) files.blank();
              const preset = PRESET_NAMES.find((one) => one === chosen);
              if (preset !== undefined) files.preset(preset);
            }}
          />
          <Button variant="default" loading={files.is_busy} onClick={files.open}>
            {TEXT.open}
          </Button>
          <Button variant="default" disabled={!props.can_save || files.is_busy} onClick={files.save}>
            {TEXT.save}
          </Button>
          <Button
            variant="default"
            disabled={!props.can_undo}
            onClick={props.onUndo}
            aria-keyshortcuts="Control+Z"
          >
            {TEXT.undo}
          </Button>
        </Group>
        <SimpleGrid {...COLUMNS} cols={{ base: 1, '34em': 2 }}>
          <TextInput
            label={TEXT.name}
            value={draft.name}
            maxLength={120}
            error={name === null ? undefined : sentence(name)}
            onChange={(event) => edit('name', { name: event.currentTarget.value })}
          />
          <Choice
            label={TEXT.backend}
            value={draft.backend}
            options={[
              ...backends.map((one) => ({
                value: one.name,
                label: one.available
                  ? `${one.name.toUpperCase()}, ${one.device ?? ''}`
                  : `${one.name.toUpperCase()} (${TEXT.not_available})`,
                disabled: !one.available,
              })),
              ...(names.includes(draft.backend)
                ? []
                : [
                    {
                      value: draft.backend,
                      label: `${draft.backend.toUpperCase()} (${TEXT.unknown_backend})`,
                    },
                  ]),
            ]}
            set={(backend) => edit('backend', { backend })}
          />
        </SimpleGrid>
        {draft.notes.map((note) => (
          <Text key={note} size="sm">
            {note}
          </Text>
        ))}
      </Stack>
    </Section>
  );
}

function From({ editing: { draft, origin } }: { editing: Editing }) {
  const edited = isEdited(draft, origin) ? TEXT.edited : '';
  const from =
    origin.kind === 'preset'
      ? TEXT.from_preset(PRESETS[origin.label as PresetName])
      : origin.kind === 'file'
        ? origin.label
        : TEXT.scratch;
  return (
    <Text size="sm" c="dimmed" data-testid="design-origin" style={{ overflowWrap: 'anywhere' }} ta="right">
      {from}
      {edited}
    </Text>
  );
}

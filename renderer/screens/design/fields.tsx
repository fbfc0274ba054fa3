// Fields of the editor for numbers and words, with their errors and the origin of their values.
import { Badge, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { sentence } from '../../format/labels.ts';
import type { Entry, NumberField as NumberName } from './draft/draft.ts';
import { type WhereTag, whereFrom } from './draft/where-from.ts';
import { type Editing, problemAt } from './editing.ts';

const TAG_COLOURS: Readonly<Record<WhereTag, string>> = {
  sourced: 'teal',
  inferred: 'blue',
  assumed: 'orange',
  edited: 'grape',
  file: 'gray',
  default: 'gray',
};

/** Shows a tag such as `assumed` with its reason; nothing for a field of unknown origin. */
export function WhereNote({ editing, field }: { editing: Editing; field: string }) {
  const from = whereFrom(editing.draft, editing.origin, field);
  if (from === null) return null;
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <Badge size="sm" variant="light" tt="none" color={TAG_COLOURS[from.tag]}>
        {from.tag}
      </Badge>
      {from.why === '' ? null : <Text size="xs">{from.why}</Text>}
    </Group>
  );
}

/** Number field that keeps a wrong entry and shows the error below it. */
export function NumberEntry(props: {
  label: string;
  value: Entry;
  help?: ReactNode;
  problem?: string | null;
  width?: number | string;
  set: (value: Entry) => void;
}) {
  return (
    <NumberInput
      label={props.label}
      value={props.value}
      description={props.help}
      error={props.problem == null ? undefined : sentence(props.problem)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      clampBehavior="none"
      min={0}
      step={typeof props.value === 'number' && props.value < 1 && props.value > 0 ? 0.001 : 1}
      w={props.width}
      onChange={props.set}
    />
  );
}

/** Field for a constant of the design, with the origin of its value. */
export function ConstantField(props: {
  editing: Editing;
  field: NumberName;
  label: string;
  help?: ReactNode;
}) {
  const { editing, field } = props;
  return (
    <Stack gap={4}>
      <NumberEntry
        label={props.label}
        help={props.help}
        value={editing.draft[field]}
        problem={problemAt(editing, field)}
        set={(value) => editing.edit(field, { [field]: value })}
      />
      <NoteUnlessDefault editing={editing} field={field} />
    </Stack>
  );
}

/** Origin of a constant, hidden for defaults and values from a file. */
export function NoteUnlessDefault({ editing, field }: { editing: Editing; field: string }) {
  const from = whereFrom(editing.draft, editing.origin, field);
  return from === null || from.tag === 'default' || from.tag === 'file' ? null : (
    <WhereNote editing={editing} field={field} />
  );
}

/** Field for a choice of several words. */
export function Choice<T extends string>(props: {
  label: string;
  value: T;
  options: readonly { readonly value: T; readonly label: string; readonly disabled?: boolean }[];
  help?: ReactNode;
  problem?: string | null;
  set: (value: T) => void;
}) {
  return (
    <Select
      label={props.label}
      allowDeselect={false}
      value={props.value}
      data={props.options.map((one) => ({ ...one }))}
      description={props.help}
      error={props.problem == null ? undefined : sentence(props.problem)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(value) => {
        const found = props.options.find((one) => one.value === value);
        if (found !== undefined) props.set(found.value);
      }}
    />
  );
}

/** One to three columns, as the room allows. */
export const COLUMNS = { type: 'container', cols: { base: 1, '34em': 2, '60em': 3 }, spacing: 'lg' } as const;

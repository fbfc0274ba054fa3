// Dialog for the user's own factor: its name and its levels, each with trainer settings.
import { Button, CloseButton, Fieldset, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { UserSettings } from '../../../../core/design/design.ts';
import { factorLabel, sentence } from '../../../format/labels.ts';
import { readUserFactor } from '../draft/design-of.ts';
import type { SettingEntry, UserFactorEntry, UserLevelEntry } from '../draft/draft.ts';
import { isListField, wordsOf } from '../draft/factor-catalogue.ts';
import { FACTOR_TEXTS } from '../texts/factors.ts';

const TEXT = FACTOR_TEXTS.dialog;
const FIELDS = Object.keys(UserSettings.shape).map((value) => ({ value, label: factorLabel(value) }));

export function UserFactorDialog(props: {
  first: UserFactorEntry;
  others: readonly UserFactorEntry[];
  onDone: (factor: UserFactorEntry) => void;
  onClose: () => void;
}) {
  const [factor, setFactor] = useState(props.first);
  const read = readUserFactor(factor, [...props.others, factor]);
  const setLevel = (at: number, level: UserLevelEntry): void =>
    setFactor({ ...factor, levels: factor.levels.map((one, i) => (i === at ? level : one)) });
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={TEXT.title}
      size="lg"
      closeButtonProps={{ 'aria-label': TEXT.close }}
    >
      <Stack gap="md">
        <TextInput
          label={TEXT.name}
          description={TEXT.name_help}
          placeholder={TEXT.name_example}
          value={factor.name}
          data-autofocus
          onChange={(event) => setFactor({ ...factor, name: event.currentTarget.value })}
        />
        {factor.levels.map((level, at) => (
          // a level is identified by its position alone
          <Fieldset key={at} legend={TEXT.level(at + 1)} p="sm">
            <Stack gap="xs">
              <Group align="flex-end" wrap="nowrap">
                <TextInput
                  label={TEXT.level_name(at + 1)}
                  flex={1}
                  value={level.label}
                  onChange={(event) => setLevel(at, { ...level, label: event.currentTarget.value })}
                />
                <Button
                  variant="default"
                  disabled={factor.levels.length === 1}
                  onClick={() => setFactor({ ...factor, levels: factor.levels.filter((_, i) => i !== at) })}
                  aria-label={TEXT.remove_level(at + 1)}
                >
                  {TEXT.remove}
                </Button>
              </Group>
              <Settings
                of={TEXT.of_level(at + 1)}
                settings={level.settings}
                set={(settings) => setLevel(at, { ...level, settings })}
              />
            </Stack>
          </Fieldset>
        ))}
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setFactor({ ...factor, levels: [...factor.levels, { label: '', settings: [] }] })}
        >
          {TEXT.add_level}
        </Button>
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" c="var(--mantine-color-error)" role="status">
            {read.ok ? '' : `${sentence(read.text)}.`}
          </Text>
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" onClick={props.onClose}>
              {TEXT.cancel}
            </Button>
            <Button disabled={!read.ok} onClick={() => props.onDone(factor)}>
              {TEXT.done}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}

function Settings(props: {
  of: string;
  settings: readonly SettingEntry[];
  set: (settings: readonly SettingEntry[]) => void;
}) {
  const { settings, of } = props;
  const free = FIELDS.filter(({ value }) => !settings.some(({ field }) => field === value));
  const setAt = (at: number, entry: SettingEntry): void =>
    props.set(settings.map((one, i) => (i === at ? entry : one)));
  return (
    <>
      {settings.length === 0 ? (
        <Text size="xs" c="dimmed">
          {TEXT.no_settings}
        </Text>
      ) : null}
      {settings.map((entry, at) => (
        <Group key={entry.field} gap="xs" wrap="nowrap" align="flex-end">
          <Select
            aria-label={TEXT.setting(at + 1, of)}
            allowDeselect={false}
            flex={1}
            value={entry.field}
            data={FIELDS.filter(
              ({ value }) => value === entry.field || free.some((one) => one.value === value),
            )}
            onChange={(field) => field !== null && setAt(at, { field, value: wordsOf(field)?.[0] ?? '' })}
          />
          <Value
            of={TEXT.setting_of(factorLabel(entry.field), of)}
            entry={entry}
            set={(value) => setAt(at, { ...entry, value })}
          />
          <CloseButton
            size="lg"
            aria-label={TEXT.remove_setting(factorLabel(entry.field), of)}
            onClick={() => props.set(settings.filter((_, i) => i !== at))}
          />
        </Group>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        style={{ alignSelf: 'flex-start' }}
        aria-label={TEXT.add_setting_to(of)}
        disabled={free.length === 0}
        onClick={() => {
          const [next] = free;
          if (next) props.set([...settings, { field: next.value, value: wordsOf(next.value)?.[0] ?? '' }]);
        }}
      >
        {TEXT.add_setting}
      </Button>
    </>
  );
}

function Value({ of, entry, set }: { of: string; entry: SettingEntry; set: (value: string) => void }) {
  const words = wordsOf(entry.field);
  return words === null ? (
    <TextInput
      aria-label={of}
      flex={1}
      value={entry.value}
      placeholder={isListField(entry.field) ? TEXT.list_example : TEXT.number}
      onChange={(event) => set(event.currentTarget.value)}
    />
  ) : (
    <Select
      aria-label={of}
      flex={1}
      allowDeselect={false}
      value={entry.value}
      data={[...words]}
      onChange={(value) => value !== null && set(value)}
    />
  );
}

// What is compared and on what: precisions as this machine has them, the other factors as lists of levels.
import {
  Checkbox,
  Group,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { type Backend, PRECISIONS, type Precision } from '../../../core/trainer-protocol.ts';
import { factorLabel, levelLabel } from '../../format/labels.ts';
import { type FormState, NUMBER_FACTORS } from './form-state.ts';

export function FactorFields(props: {
  form: FormState;
  backends: readonly Backend[];
  set: (part: Partial<FormState>) => void;
}) {
  const { form, backends, set } = props;
  const backend = backends.find((one) => one.name === form.backend);
  const chooseBackend = (name: string | null): void => {
    const next = backends.find((one) => one.name === name);
    if (next !== undefined) set({ backend: next.name, precision: next.precisions });
  };
  return (
    <Stack gap="sm">
      <Group gap="lg" align="flex-start">
        <TextInput
          label="Name of the study"
          flex={1}
          miw={180}
          value={form.name}
          maxLength={120}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Select
          label="Backend"
          w={130}
          allowDeselect={false}
          value={form.backend}
          onChange={chooseBackend}
          data={backends.map((one) => ({
            value: one.name,
            label: one.available ? one.name.toUpperCase() : `${one.name.toUpperCase()} (missing)`,
            disabled: !one.available,
          }))}
        />
        <Checkbox.Group
          label="Precision"
          value={[...form.precision]}
          onChange={(chosen) => set({ precision: PRECISIONS.filter((one) => chosen.includes(one)) })}
        >
          <Group gap="md" mt={8}>
            {PRECISIONS.map((precision) => (
              <PrecisionBox key={precision} precision={precision} backend={backend} />
            ))}
          </Group>
        </Checkbox.Group>
      </Group>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
        {NUMBER_FACTORS.map((factor) => (
          <TagsInput
            key={factor}
            label={factorLabel(factor)}
            value={[...form.levels[factor]]}
            onChange={(levels) => set({ levels: { ...form.levels, [factor]: levels } })}
            splitChars={[',', ' ', ';']}
            acceptValueOnBlur
            styles={{ inputField: { minWidth: 24 } }}
          />
        ))}
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        Several levels make a factor of it: type a number and press Enter. One level keeps it constant.
      </Text>
    </Stack>
  );
}

function PrecisionBox({ precision, backend }: { precision: Precision; backend: Backend | undefined }) {
  const is_there = backend?.precisions.includes(precision) ?? false;
  const box = <Checkbox value={precision} label={levelLabel(precision)} disabled={!is_there} />;
  if (is_there) return box;
  return (
    <Tooltip label={backend?.reason ?? 'This backend does not have it.'} multiline maw={320} withArrow>
      <div>{box}</div>
    </Tooltip>
  );
}

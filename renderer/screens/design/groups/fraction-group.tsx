// Fields for a fractional design: its generators, and the effects that they alias.
import { Button, Group, List, MultiSelect, Select, Stack, Switch, Text } from '@mantine/core';
import { factorLabel, sentence } from '../../../format/labels.ts';
import type { FractionEntry, GeneratorEntry } from '../draft/draft.ts';
import { type Editing, problemAt } from '../editing.ts';
import { Choice } from '../fields.tsx';
import { GROUP_TEXTS } from '../texts/groups.ts';
import { halfFraction, nextGenerator, resolutionWords, structureOf, twoLevelFactors } from './fraction.ts';

const TEXT = GROUP_TEXTS.fraction;
const RESOLUTIONS = (['3', '4', '5'] as const).map((value) => ({ value, label: TEXT.resolutions[value] }));
/** Aliases beyond this number are counted, not listed. */
const MOST_ALIASES = 30;

export function FractionGroup({ editing }: { editing: Editing }) {
  const { draft, edit } = editing;
  const names = twoLevelFactors(draft);
  const { fraction } = draft;
  const set = (next: FractionEntry | null): void => edit('fraction', { fraction: next });
  return (
    <Stack gap="sm">
      <Switch
        label={TEXT.run}
        description={names.length < 3 ? TEXT.needs_three : TEXT.halves}
        checked={fraction !== null}
        disabled={fraction === null && names.length < 3}
        onChange={(event) => set(event.currentTarget.checked ? halfFraction(names) : null)}
      />
      {fraction === null ? null : (
        <>
          {fraction.generators.map((generator, at) => (
            <Generator
              // a generator is identified by its position alone
              key={at}
              at={at}
              names={names}
              generator={generator}
              set={(next) =>
                set({ ...fraction, generators: fraction.generators.map((one, i) => (i === at ? next : one)) })
              }
              onRemove={
                fraction.generators.length === 1
                  ? null
                  : () => set({ ...fraction, generators: fraction.generators.filter((_, i) => i !== at) })
              }
            />
          ))}
          <Group align="flex-end">
            <Button
              variant="default"
              onClick={() =>
                set({ ...fraction, generators: [...fraction.generators, nextGenerator(names, fraction)] })
              }
            >
              {TEXT.add}
            </Button>
            <Choice
              label={TEXT.resolution}
              value={String(Math.min(5, fraction.accept_resolution)) as '3' | '4' | '5'}
              options={RESOLUTIONS}
              set={(value) => set({ ...fraction, accept_resolution: Number(value) })}
            />
          </Group>
          <Structure editing={editing} fraction={fraction} />
        </>
      )}
    </Stack>
  );
}

function Generator(props: {
  at: number;
  names: readonly string[];
  generator: GeneratorEntry;
  set: (next: GeneratorEntry) => void;
  onRemove: (() => void) | null;
}) {
  const { generator, names, set, at } = props;
  const options = names.map((value) => ({ value, label: factorLabel(value) }));
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label={TEXT.made(at + 1)}
        w={170}
        value={names.includes(generator.made) ? generator.made : null}
        data={options}
        onChange={(made) => set({ ...generator, made: made ?? '' })}
      />
      <Select
        label={TEXT.sign}
        w={76}
        allowDeselect={false}
        value={generator.is_negative ? '-' : '+'}
        data={[
          { value: '+', label: '= +' },
          { value: '-', label: '= −' },
        ]}
        onChange={(sign) => set({ ...generator, is_negative: sign === '-' })}
      />
      <MultiSelect
        label={TEXT.product(at + 1)}
        flex={1}
        miw={220}
        value={[...generator.of]}
        data={options}
        onChange={(of) => set({ ...generator, of })}
      />
      {props.onRemove === null ? null : (
        <Button variant="default" onClick={props.onRemove} aria-label={TEXT.remove_label(at + 1)}>
          {TEXT.remove}
        </Button>
      )}
    </Group>
  );
}

function Structure({ editing, fraction }: { editing: Editing; fraction: FractionEntry }) {
  const result = structureOf(editing.draft, fraction);
  const problem = problemAt(editing, 'fraction');
  const wrong = result.ok ? problem : (problem ?? result.text);
  const words = (product: string): string =>
    product.replace(/^-/, '').split('*').map(factorLabel).join(' × ');
  return (
    <Stack gap={6} data-testid="fraction" aria-live="polite">
      {wrong === null ? null : (
        <Text size="sm" c="var(--mantine-color-error)">
          {sentence(wrong)}
        </Text>
      )}
      {result.ok ? (
        <>
          <Text size="sm">
            <b>{resolutionWords(result.structure.resolution)}</b> {TEXT.relation}{' '}
            <span className="code">{result.structure.relation}</span>
          </Text>
          <List size="sm" spacing={2}>
            {result.structure.aliases.slice(0, MOST_ALIASES).map((alias) => (
              <List.Item key={alias.effect}>
                {TEXT.alias(words(alias.effect), alias.with.map(words).join(', '))}
              </List.Item>
            ))}
          </List>
          {result.structure.aliases.length > MOST_ALIASES ? (
            <Text size="sm">{TEXT.more(result.structure.aliases.length - MOST_ALIASES)}</Text>
          ) : null}
        </>
      ) : null}
    </Stack>
  );
}

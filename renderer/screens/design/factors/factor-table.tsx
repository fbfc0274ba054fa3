// Table of the draft's factors, one row each: editable levels, role, origin and a button to remove it.
import { Badge, Button, CloseButton, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { EXTRA_FACTOR_NAMES, FACTOR_NAMES } from '../../../../core/design/design.ts';
import { ScrollTable } from '../../../components/scroll-table.tsx';
import { Section } from '../../../components/section.tsx';
import { factorLabel, sentence } from '../../../format/labels.ts';
import type { UserFactorEntry } from '../draft/draft.ts';
import { isExtraFactor } from '../draft/factor-catalogue.ts';
import { type Editing, problemAt } from '../editing.ts';
import { WhereNote } from '../fields.tsx';
import { FACTOR_TEXTS } from '../texts/factors.ts';
import { AddFactor } from './add-factor.tsx';
import { addFactor, removeFactor, removeUserFactor, setUserFactor } from './edit-factors.ts';
import { LevelField } from './level-field.tsx';
import { UserFactorDialog } from './user-factor-dialog.tsx';

const TEXT = FACTOR_TEXTS.table;
const NEW_FACTOR: UserFactorEntry = {
  name: '',
  levels: [
    { label: 'none', settings: [] },
    { label: 'strong', settings: [{ field: 'dropout', value: '0.3' }] },
  ],
};

export function FactorTable({ editing }: { editing: Editing }) {
  const { draft, edit } = editing;
  /** Index of the user's factor being edited. */
  const [at, setAt] = useState<number | null>(null);
  const names = [...FACTOR_NAMES, ...EXTRA_FACTOR_NAMES].filter((name) => draft.factors[name] !== undefined);
  const nothing = problemAt(editing, 'factors');
  return (
    <Section
      title={TEXT.title}
      aside={
        <AddFactor
          taken={names}
          onAdd={(name) => edit(`add ${name}`, addFactor(draft, name))}
          onOwn={() => setAt(draft.user_factors.length)}
        />
      }
      note={TEXT.note}
    >
      <ScrollTable label={TEXT.label} min_width={620} data-testid="plan" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{TEXT.factor}</Table.Th>
            <Table.Th scope="col" w="44%">
              {TEXT.levels}
            </Table.Th>
            <Table.Th scope="col">{TEXT.role}</Table.Th>
            <Table.Th scope="col">{TEXT.origin}</Table.Th>
            <Table.Th scope="col" w={36} px={0}>
              <VisuallyHidden>{TEXT.remove}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {names.map((name) => (
            <Table.Tr key={name} data-factor={name}>
              <Table.Td>{factorLabel(name)}</Table.Td>
              <Table.Td>
                <LevelField editing={editing} name={name} />
              </Table.Td>
              <Role levels={draft.factors[name]?.length ?? 0} />
              <Table.Td>
                <WhereNote editing={editing} field={`factors.${name}`} />
              </Table.Td>
              <Table.Td>
                {isExtraFactor(name) ? (
                  <Remove
                    name={factorLabel(name)}
                    onClick={() => edit(`remove ${name}`, removeFactor(draft, name))}
                  />
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
          {draft.user_factors.map((factor, i) => (
            // a user's factor is identified by its position alone
            <Table.Tr key={i} data-factor={factor.name}>
              <Table.Td>{factorLabel(factor.name)}</Table.Td>
              <Table.Td>
                <Group gap={6}>
                  {factor.levels.map(({ label }) => (
                    <Badge key={label} variant="default" tt="none" radius="sm" fw={400}>
                      {label}
                    </Badge>
                  ))}
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={TEXT.edit_label(factorLabel(factor.name))}
                    onClick={() => setAt(i)}
                  >
                    {TEXT.edit}
                  </Button>
                </Group>
                <Wrong text={problemAt(editing, `user_factors.${factor.name}`)} />
              </Table.Td>
              <Role levels={factor.levels.length} />
              <Table.Td>
                <WhereNote editing={editing} field={`user_factors.${factor.name}`} />
              </Table.Td>
              <Table.Td>
                <Remove
                  name={factorLabel(factor.name)}
                  onClick={() => edit(`remove ${factor.name}`, removeUserFactor(draft, i))}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
      <Wrong text={nothing} />
      {at === null ? null : (
        <UserFactorDialog
          first={draft.user_factors[at] ?? NEW_FACTOR}
          others={draft.user_factors.filter((_, i) => i !== at)}
          onClose={() => setAt(null)}
          onDone={(factor) => {
            edit(`own factor ${at}`, setUserFactor(draft, at, factor));
            setAt(null);
          }}
        />
      )}
    </Section>
  );
}

function Role({ levels }: { levels: number }) {
  return (
    <Table.Td className="word">
      {levels > 1 ? (
        <Text size="sm" fw={600}>
          {TEXT.varied}
        </Text>
      ) : (
        <Text size="sm">{TEXT.held}</Text>
      )}
    </Table.Td>
  );
}

const Remove = ({ name, onClick }: { name: string; onClick: () => void }) => (
  <CloseButton aria-label={TEXT.remove_label(name)} onClick={onClick} />
);

const Wrong = ({ text }: { text: string | null }) =>
  text === null ? null : (
    <Text size="xs" c="var(--mantine-color-error)" mt={4}>
      {sentence(text)}
    </Text>
  );

// The settings of a design besides factors and replicates, in groups that open.
import { Accordion, Badge, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Design } from '../../../core/design/design.ts';
import { type Editing, problemsUnder } from './editing.ts';
import { DataGroup } from './groups/data-group.tsx';
import { FractionGroup } from './groups/fraction-group.tsx';
import { OrderGroup } from './groups/order-group.tsx';
import { ProtocolGroup } from './groups/protocol-group.tsx';
import { summaries } from './groups/summaries.ts';
import { TrainingGroup } from './groups/training-group.tsx';
import { EDITOR_TEXTS } from './texts/editor.ts';
import { TrialPreview } from './trial-preview.tsx';

const TEXT = EDITOR_TEXTS.groups;

interface EditorGroup {
  readonly name: 'order' | 'fraction' | 'training' | 'data' | 'protocol' | 'trials';
  readonly title: string;
  /** Paths of the problems that it counts. */
  readonly places: readonly string[];
  readonly body: () => ReactNode;
}

export function DesignGroups({ editing, design }: { editing: Editing; design: Design | null }) {
  const [opened, setOpened] = useState<string[]>([]);
  const groups: readonly EditorGroup[] = [
    {
      name: 'data',
      title: TEXT.data,
      places: ['data', 'data_sets'],
      body: () => <DataGroup editing={editing} />,
    },
    {
      name: 'training',
      title: TEXT.training,
      places: [
        ...['learning_rate', 'dropout', 'label_smoothing', 'momentum', 'weight_decay', 'threads', 'hidden'],
        'channels',
      ],
      body: () => <TrainingGroup editing={editing} />,
    },
    {
      name: 'order',
      title: TEXT.order,
      places: ['order', 'seed'],
      body: () => <OrderGroup editing={editing} />,
    },
    {
      name: 'fraction',
      title: TEXT.fraction,
      places: ['fraction'],
      body: () => <FractionGroup editing={editing} />,
    },
    {
      name: 'protocol',
      title: TEXT.protocol,
      places: ['protocol', 'idle_s', 'cooldown_s'],
      body: () => <ProtocolGroup editing={editing} />,
    },
    {
      name: 'trials',
      title: TEXT.trials,
      places: [],
      body: () => <TrialPreview design={design} />,
    },
  ];
  const said = summaries(editing.draft, design);
  return (
    <Accordion multiple variant="separated" order={2} value={opened} onChange={setOpened}>
      {groups.map(({ name, title, places, body }) => {
        const wrong = problemsUnder(editing, places);
        return (
          <Accordion.Item key={name} value={name}>
            <Accordion.Control>
              <Group justify="space-between" gap="sm" pr="sm">
                <Text fw={650}>{title}</Text>
                {wrong > 0 ? (
                  <Badge color="red" variant="light" tt="none">
                    {TEXT.to_correct(wrong)}
                  </Badge>
                ) : (
                  <Text size="sm" c="dimmed">
                    {said[name]}
                  </Text>
                )}
              </Group>
            </Accordion.Control>
            <Accordion.Panel>{opened.includes(name) ? body() : null}</Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}

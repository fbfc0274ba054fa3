// The small form for a design of one's own; says at every moment how many trials it means.
import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Design } from '../../../core/design/design.ts';
import { trialCount } from '../../../core/design/layout.ts';
import type { Backend } from '../../../core/trainer-protocol.ts';
import { Section } from '../../components/section.tsx';
import { useSweep } from '../../state/sweep.tsx';
import { DataFields } from './data-fields.tsx';
import { FactorFields } from './factor-fields.tsx';
import { designOf, firstForm } from './form-state.ts';
import { MoreFields } from './more-fields.tsx';

export function DesignForm(props: {
  backends: readonly Backend[];
  dataset_dir: string | null;
  onRun: (design: Design) => Promise<void>;
}) {
  const { backends, dataset_dir } = props;
  const { state } = useSweep();
  const [form, setForm] = useState(() =>
    firstForm(backends.find((backend) => backend.available) ?? backends[0], dataset_dir),
  );
  const result = useMemo(() => designOf(form, dataset_dir), [form, dataset_dir]);
  const set = (part: Partial<typeof form>): void => setForm((last) => ({ ...last, ...part }));

  return (
    <Section title="Your own design">
      <Stack gap="md">
        <FactorFields form={form} backends={backends} set={set} />
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
          <DataFields data={form.data} dataset_dir={dataset_dir} set={(data) => set({ data })} />
          <MoreFields form={form} set={set} />
        </SimpleGrid>
        <Group justify="space-between" wrap="nowrap">
          <div aria-live="polite" data-testid="design-summary">
            {result.kind === 'problem' ? (
              <Text size="sm" c="red.8">
                {result.text}
              </Text>
            ) : (
              <Text size="sm">
                <b>{trialCount(result.design)} trials</b>: {trialCount({ ...result.design, replicates: 1 })}{' '}
                cells × {result.design.replicates} replicates
                {result.design.replicates < 2 ? '. With one replicate nothing can be tested.' : ''}
              </Text>
            )}
          </div>
          <Button
            disabled={result.kind === 'problem'}
            loading={state.kind === 'starting'}
            onClick={() => result.kind === 'design' && void props.onRun(result.design)}
          >
            Run this design
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

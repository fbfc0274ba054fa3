// Options of the analysis: factors, model, headline test, margins, a target. Every change takes effect at once.
import {
  Button,
  Collapse,
  Group,
  MultiSelect,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Text,
} from '@mantine/core';
import { useState } from 'react';
import type { StudyView } from '../../../../core/contract/ipc.ts';
import { CONDITIONS, type ConditionName } from '../../../../core/guards/conditions.ts';
import { TEST_CHOICES } from '../../../../core/statistics/options.ts';
import { MOST_FACTORS } from '../../../../core/study/analysis-request.ts';
import { factorLabel } from '../../../format/labels.ts';
import { type StudyOptions, useStudy } from '../../../state/study.tsx';
import { OPTIONS } from '../texts/options.ts';
import { NumberOption } from './number-option.tsx';
import { OutlierOption } from './outlier-option.tsx';

const TESTS = TEST_CHOICES.map((value) => ({ value, label: OPTIONS.tests[value] }));

export function OptionsCard({ view, unit }: { view: StudyView; unit: string }) {
  const { options, ask } = useStudy();
  const [is_open, setOpen] = useState(false);
  const changed = Object.keys(options).length;
  const has_looks = (view.sweep?.looks.length ?? 0) > 0;
  const set = (part: { [K in keyof StudyOptions]: StudyOptions[K] | undefined }): void => {
    const all = Object.entries({ ...options, ...part });
    ask(Object.fromEntries(all.filter(([, value]) => value !== undefined)) as StudyOptions);
  };
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button size="xs" variant="default" aria-expanded={is_open} onClick={() => setOpen(!is_open)}>
          {OPTIONS.open}
        </Button>
        {changed > 0 ? (
          <>
            <Text size="xs" c="dimmed">
              {OPTIONS.changed(changed)}
            </Text>
            <Button size="xs" variant="subtle" onClick={() => ask({})}>
              {OPTIONS.reset}
            </Button>
          </>
        ) : null}
      </Group>
      <Collapse expanded={is_open}>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm" data-testid="analysis-options">
          <MultiSelect
            label={OPTIONS.factors}
            data={view.factors.map((name) => ({ value: name, label: factorLabel(name) }))}
            value={[...view.analysed_factors]}
            maxValues={MOST_FACTORS}
            onChange={(factors) => factors.length > 0 && set({ factors })}
          />
          <Select
            label={OPTIONS.test}
            allowDeselect={false}
            data={TESTS}
            value={options.test ?? 'auto'}
            onChange={(test) => set({ test: test === 'auto' || test === null ? undefined : test })}
          />
          <div>
            <Text size="sm" fw={650} mb={2}>
              {OPTIONS.ss}
            </Text>
            <SegmentedControl
              aria-label={OPTIONS.ss}
              data={[
                { value: '2', label: OPTIONS.ss_types[2] },
                { value: '3', label: OPTIONS.ss_types[3] },
              ]}
              value={String(options.ss_type ?? 2)}
              onChange={(type) => set({ ss_type: type === '3' ? 3 : undefined })}
            />
          </div>
          <MultiSelect
            label={OPTIONS.covariates}
            data={view.covariates.map((name) => ({ value: name, label: covariateLabel(name) }))}
            value={[...(options.covariates ?? [])]}
            onChange={(covariates) => set({ covariates: covariates.length > 0 ? covariates : undefined })}
          />
          <NumberOption
            label={OPTIONS.margin(unit)}
            value={options.margin}
            per={1}
            onChange={(margin) => set({ margin })}
          />
          <NumberOption
            label={OPTIONS.accuracy_margin}
            value={options.accuracy_margin}
            per={0.01}
            onChange={(accuracy_margin) => set({ accuracy_margin })}
          />
          <NumberOption
            label={OPTIONS.target}
            value={options.target?.value}
            per={0.01}
            most={100}
            onChange={(value) =>
              set({ target: value === undefined ? undefined : { metric: 'accuracy', value } })
            }
          />
          <NumberOption
            label={OPTIONS.alpha}
            placeholder={String(view.analysis?.alpha ?? '')}
            value={options.alpha}
            per={1}
            most={0.499}
            disabled={has_looks}
            help={has_looks ? OPTIONS.alpha_of_looks : undefined}
            onChange={(alpha) => set({ alpha })}
          />
          {view.design === null ? null : (
            <OutlierOption
              planned={view.design.protocol.outliers}
              asked={options.outliers}
              onChange={(outliers) => set({ outliers })}
            />
          )}
          <Switch
            label={OPTIONS.blocks}
            mt="lg"
            checked={options.by_block ?? false}
            onChange={({ currentTarget }) => set({ by_block: currentTarget.checked ? true : undefined })}
          />
        </SimpleGrid>
      </Collapse>
    </Stack>
  );
}

const covariateLabel = (name: string): string =>
  name === 'run_order' ? OPTIONS.run_order : capital(CONDITIONS[name as ConditionName]?.label ?? name);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

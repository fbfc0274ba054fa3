// Replicates, the differences they can detect, and the replicates that a wanted saving needs.
import { Button, Group, SimpleGrid, Stack, Text, useComputedColorScheme } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { BoldText } from '../../../components/bold-text.tsx';
import { Chart } from '../../../components/chart.tsx';
import { DataTable } from '../../../components/data-table.tsx';
import { Section } from '../../../components/section.tsx';
import { factorLabel } from '../../../format/labels.ts';
import { formatNumber, NOTHING } from '../../../format/number.ts';
import { useSettings } from '../../../state/settings.tsx';
import { useStudy } from '../../../state/study.tsx';
import type { Entry } from '../draft/draft.ts';
import type { Editing } from '../editing.ts';
import { ConstantField, NumberEntry } from '../fields.tsx';
import { POWER_TEXTS as TEXT } from '../texts/power.ts';
import { FIELD_NAMES } from '../texts/problems.ts';
import {
  type Comparison,
  comparisons,
  detectableD,
  pooledSpreadPct,
  powerCurve,
  replicatesNeeded,
} from './advice.ts';
import { powerFigure } from './power-figure.ts';

/** Number of comparisons drawn; the table lists them all. */
const MOST_LINES = 3;

export function PowerCard({ editing }: { editing: Editing }) {
  const { settings } = useSettings();
  const { draft, edit } = editing;
  const [saving, setSaving] = useState<Entry>(5);
  const [spread, setSpread] = useState<Entry>(3);
  const known = useKnownSpread();
  const n = useDeferredValue(countOf(draft.replicates));
  const wanted = useMemo(() => positive(saving), [saving]);
  const scatter = useMemo(() => positive(spread), [spread]);
  // The comparisons depend on the factors and the fraction alone.
  const key = JSON.stringify(comparisons(draft));
  const tests = useMemo(() => JSON.parse(key) as Comparison[], [key]);
  const { alpha } = settings;
  const rows = useMemo(
    () =>
      tests.map((test) => ({
        test,
        d: n === null ? null : detectableD(test, n, alpha),
        needed: wanted === null || scatter === null ? null : replicatesNeeded(test, wanted / scatter, alpha),
      })),
    [tests, n, alpha, wanted, scatter],
  );
  const [two] = rows;
  return (
    <Section title={TEXT.title}>
      <Stack gap="md">
        <SimpleGrid type="container" cols={{ base: 1, '40em': 2 }} spacing="xl">
          <Stack gap="sm">
            <ConstantField
              editing={editing}
              field="replicates"
              label={FIELD_NAMES.replicates}
              help={TEXT.replicates_help}
            />
            <Text size="sm" data-testid="power-detectable" aria-live="polite">
              {n === null || two?.d == null ? (
                TEXT.enter_replicates
              ) : (
                <>
                  <BoldText text={TEXT.detectable(n, formatNumber(two.d, 3), alpha)} />
                  {scatter === null ? null : (
                    <BoldText
                      text={TEXT.detectable_pct(formatNumber(scatter, 3), formatNumber(two.d * scatter, 3))}
                    />
                  )}
                </>
              )}
            </Text>
          </Stack>
          <Stack gap="sm">
            <Group align="flex-end" gap="sm">
              <NumberEntry label={TEXT.saving} width={150} value={saving} set={setSaving} />
              <NumberEntry label={TEXT.spread} width={170} value={spread} set={setSpread} />
              {known === null ? null : (
                <Button variant="default" onClick={() => setSpread(Number(known.toPrecision(3)))}>
                  {TEXT.known_spread(formatNumber(known, 3))}
                </Button>
              )}
            </Group>
            <Group gap="sm" align="center">
              <Text size="sm" data-testid="power-needed" aria-live="polite">
                {wanted === null || scatter === null ? (
                  TEXT.enter_saving
                ) : two?.needed == null ? (
                  TEXT.too_small
                ) : (
                  <BoldText
                    text={TEXT.needed(formatNumber(wanted, 3), formatNumber(scatter, 3), two.needed)}
                  />
                )}
              </Text>
              {two?.needed == null || two.needed === n || two.needed > 1000 ? null : (
                <Button
                  size="xs"
                  variant="light"
                  onClick={() =>
                    edit('replicates from power', { replicates: two.needed ?? draft.replicates })
                  }
                >
                  {TEXT.use(two.needed)}
                </Button>
              )}
            </Group>
          </Stack>
        </SimpleGrid>
        <SimpleGrid type="container" cols={{ base: 1, '46em': 2 }} spacing="xl">
          <DataTable
            label={TEXT.table}
            rows={rows}
            rowKey={({ test }) => test.factor ?? ''}
            columns={[
              { head: TEXT.comparison, cell: ({ test }) => nameOf(test) },
              {
                head: TEXT.detectable_d_column,
                is_number: true,
                cell: ({ d }) => (d === null ? NOTHING : formatNumber(d, 3)),
              },
              {
                head: TEXT.detectable_pct_column,
                is_number: true,
                cell: ({ d }) => (d === null || scatter === null ? NOTHING : formatNumber(d * scatter, 3)),
              },
              {
                head: TEXT.needed_column,
                is_number: true,
                cell: ({ needed }) => (needed === null ? NOTHING : needed.toLocaleString('en')),
              },
            ]}
          />
          {n === null || wanted === null || scatter === null ? null : (
            <Curve tests={tests} n={n} d={wanted / scatter} alpha={alpha} />
          )}
        </SimpleGrid>
      </Stack>
      <Text className="table-caption" component="p" m={0} mt={6}>
        {TEXT.caption}
      </Text>
    </Section>
  );
}

function Curve(props: { tests: readonly Comparison[]; n: number; d: number; alpha: number }) {
  const { tests, n, alpha } = props;
  const d = useDeferredValue(props.d);
  const theme = useComputedColorScheme('light');
  const figure = useMemo(
    () =>
      powerFigure(
        tests
          .slice(0, MOST_LINES)
          .map((test) => ({ label: nameOf(test), points: powerCurve(test, d, n, alpha) })),
        n,
        theme,
      ),
    [tests, d, n, alpha, theme],
  );
  return <Chart figure={figure} height={240} label={TEXT.curve(formatNumber(d, 3))} test_id="power-curve" />;
}

const nameOf = ({ factor }: Comparison): string =>
  factor === null ? TEXT.two_cells : TEXT.main_effect(factorLabel(factor));

/** Replicates as a whole number from 2 to 1,000; null for any other entry. */
function countOf(entry: Entry): number | null {
  const n = Number(entry);
  return entry !== '' && Number.isInteger(n) && n >= 2 && n <= 1000 ? n : null;
}

function positive(entry: Entry): number | null {
  const value = Number(entry);
  return entry !== '' && Number.isFinite(value) && value > 0 && value <= 1000 ? value : null;
}

function useKnownSpread(): number | null {
  const { view } = useStudy();
  return view.data?.analysis ? pooledSpreadPct(view.data.analysis.groups) : null;
}

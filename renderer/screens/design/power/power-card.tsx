// Replicates, and beside them what they can show: differences that are found, replicates that a wanted one needs.
import { Button, Group, SimpleGrid, Stack, Text, useComputedColorScheme } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
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
import {
  type Comparison,
  comparisons,
  detectableD,
  pooledSpreadPct,
  powerCurve,
  replicatesNeeded,
} from './advice.ts';
import { powerFigure } from './power-figure.ts';

/** Comparisons that are drawn; the table has all. */
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
  // The comparisons follow from the factors and the fraction alone.
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
    <Section title="Replicates and power">
      <Stack gap="md">
        <SimpleGrid type="container" cols={{ base: 1, '40em': 2 }} spacing="xl">
          <Stack gap="sm">
            <ConstantField
              editing={editing}
              field="replicates"
              label="Replicates of every cell"
              help="Runs of each combination of levels; also the number of blocks."
            />
            <Text size="sm" data-testid="power-detectable" aria-live="polite">
              {n === null || two?.d == null ? (
                'With fewer than two replicates nothing can be tested.'
              ) : (
                <>
                  {n} replicates tell two cells apart that differ by{' '}
                  <b>{formatNumber(two.d, 3)} standard deviations</b> (Cohen’s d), with 80 % power at alpha{' '}
                  {alpha}.
                  {scatter === null ? null : (
                    <>
                      {' '}
                      At a spread of {formatNumber(scatter, 3)} % that is a difference of{' '}
                      <b>{formatNumber(two.d * scatter, 3)} %</b>.
                    </>
                  )}
                </>
              )}
            </Text>
          </Stack>
          <Stack gap="sm">
            <Group align="flex-end" gap="sm">
              <NumberEntry label="Saving to be seen, %" width={150} value={saving} set={setSaving} />
              <NumberEntry label="Spread within a cell, %" width={170} value={spread} set={setSpread} />
              {known === null ? null : (
                <Button variant="default" onClick={() => setSpread(Number(known.toPrecision(3)))}>
                  {formatNumber(known, 3)} %, as in the open study
                </Button>
              )}
            </Group>
            <Group gap="sm" align="center">
              <Text size="sm" data-testid="power-needed" aria-live="polite">
                {wanted === null || scatter === null ? (
                  'Enter a saving and a spread above 0. The spread is the standard deviation of a cell over its mean (coefficient of variation).'
                ) : two?.needed == null ? (
                  'No number of replicates up to a million shows that.'
                ) : (
                  <>
                    To see a saving of {formatNumber(wanted, 3)} % at a spread of {formatNumber(scatter, 3)} %
                    (standard deviation over mean) you need <b>{two.needed} replicates</b>.
                  </>
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
                  Use {two.needed}
                </Button>
              )}
            </Group>
          </Stack>
        </SimpleGrid>
        <SimpleGrid type="container" cols={{ base: 1, '46em': 2 }} spacing="xl">
          <DataTable
            label="What the replicates can show"
            rows={rows}
            rowKey={({ test }) => test.factor ?? ''}
            columns={[
              { head: 'Comparison', cell: ({ test }) => nameOf(test) },
              {
                head: 'Found, d',
                is_number: true,
                cell: ({ d }) => (d === null ? NOTHING : formatNumber(d, 3)),
              },
              {
                head: 'Found, %',
                is_number: true,
                cell: ({ d }) => (d === null || scatter === null ? NOTHING : formatNumber(d * scatter, 3)),
              },
              {
                head: 'Replicates needed',
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
        A main effect is tested over all cells, so it is found with fewer replicates; of more than two levels
        d is between the two extreme ones. Alpha is that of the settings.
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
  return (
    <Chart
      figure={figure}
      height={240}
      label={`Power against replicates for a difference of ${formatNumber(d, 3)} standard deviations; the table beside it holds where it is enough`}
      test_id="power-curve"
    />
  );
}

const nameOf = ({ factor }: Comparison): string =>
  factor === null ? 'Two cells' : `Main effect of ${factorLabel(factor)}`;

/** Replicates that can be planned with: whole, 2 to 1,000. */
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

// Sizes of the effects: differences with their intervals, in units of the scatter, and as shares of it.
import { Card, SimpleGrid, Text } from '@mantine/core';
import type { Analysis, TTest } from '../../../core/statistics/analysis.ts';
import { wordDifference, wordExplained } from '../../../core/statistics/verdict/effect-words.ts';
import { How } from '../../components/how.tsx';
import { Section } from '../../components/section.tsx';
import { Stat } from '../../components/stat.tsx';
import { termLabel } from '../../format/labels.ts';
import { formatFixed, formatP, formatPercent, NOTHING } from '../../format/number.ts';
import { pair, within } from './comparisons/shown.ts';
import type { ShownResponse } from './response.ts';
import { EFFECTS } from './texts/cards.ts';
import { HOW_OF_ANOVA, HOW_OF_TESTS } from './texts/how.ts';

/** More pairs than this are easier to read in the tables. */
const MOST_PAIRS = 3;

export function EffectsCard({ analysis, response }: { analysis: Analysis; response: ShownResponse }) {
  const marginal = analysis.t_tests.filter(({ levels }) => Object.keys(levels).length === 0);
  const pairs = (marginal.length > 0 ? marginal : [...analysis.t_tests])
    .sort((one, other) => Math.abs(other.hedges_g ?? 0) - Math.abs(one.hedges_g ?? 0))
    .slice(0, MOST_PAIRS);
  const terms = analysis.anova.rows.filter(
    ({ term, eta_sq_partial }) => term !== 'residual' && eta_sq_partial !== null,
  );
  if (pairs.length === 0 && terms.length === 0) return null;
  return (
    <Section title={EFFECTS.title} note={EFFECTS.note}>
      <SimpleGrid
        type="container"
        cols={{ base: 1, '34em': 2, '60em': 3 }}
        spacing="sm"
        data-testid="effects"
      >
        {pairs.map((test) => (
          <PairCard
            key={JSON.stringify([test.a, test.b, test.levels])}
            test={test}
            analysis={analysis}
            response={response}
          />
        ))}
        {terms.length === 0 ? null : (
          <Card padding="sm">
            <Text size="sm" fw={600} mb={6}>
              <How how={HOW_OF_ANOVA.eta_sq_partial()}>{EFFECTS.partial}</How>
            </Text>
            <SimpleGrid cols={2} spacing={6}>
              {terms.map(({ term, eta_sq_partial }) => (
                <Stat
                  key={term}
                  label={termLabel(term)}
                  value={`${formatFixed(eta_sq_partial)} ${wordExplained(eta_sq_partial ?? 0)}`}
                />
              ))}
            </SimpleGrid>
          </Card>
        )}
      </SimpleGrid>
    </Section>
  );
}

function PairCard({
  test,
  analysis,
  response,
}: {
  test: TTest;
  analysis: Analysis;
  response: ShownResponse;
}) {
  const scale = response.scale.sibling([test.diff, ...(test.ci ?? [])]);
  const base = meanOf(test, analysis);
  return (
    <Card padding="sm">
      <Text size="sm" fw={600} mb={6}>
        {pair(test)}
        {Object.keys(test.levels).length === 0 ? '' : `, ${within(test)}`}
      </Text>
      <SimpleGrid cols={2} spacing={6}>
        <Stat
          label={<How how={HOW_OF_TESTS.diff()}>{EFFECTS.difference}</How>}
          value={`${scale.format(test.diff)} ${scale.unit}`}
          note={test.ci === null ? undefined : scale.interval(test.ci)}
        />
        <Stat
          label={<How how={HOW_OF_TESTS.relative()}>{EFFECTS.relative}</How>}
          value={base === null || base === 0 ? NOTHING : formatPercent(test.diff / base)}
        />
        <Stat
          label={<How how={HOW_OF_TESTS.g()}>{EFFECTS.g}</How>}
          value={
            test.hedges_g === null
              ? NOTHING
              : `${formatFixed(test.hedges_g)} ${wordDifference(test.hedges_g)}`
          }
          note={
            test.g_ci === null ? undefined : `[${formatFixed(test.g_ci[0])}, ${formatFixed(test.g_ci[1])}]`
          }
        />
        <Stat label={<How how={HOW_OF_TESTS.p_holm()}>{EFFECTS.p_holm}</How>} value={formatP(test.p_holm)} />
      </SimpleGrid>
    </Card>
  );
}

/** Adjusted mean of the second level at the levels of the other factors that the test fixes. */
function meanOf({ b, levels: others }: TTest, { estimated_means }: Analysis): number | null {
  const names = Object.keys(others);
  const found = estimated_means.find(({ levels }) => {
    const own = Object.entries(levels).filter(([name]) => !names.includes(name));
    return own.length === 1 && own[0]?.[1] === b && names.every((name) => levels[name] === others[name]);
  });
  return found?.mean ?? null;
}

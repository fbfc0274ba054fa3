// What the whole sweep tells beside the tests: drift, outliers both ways, the early end, efficient settings.
import { Stack, Text } from '@mantine/core';
import type { StudyView } from '../../../core/ipc.ts';
import type { OutlierAnalysis, SweepAnalyses } from '../../../core/sweep/analyses.ts';
import { outlierRuleInWords } from '../../../core/sweep/outlier-words.ts';
import { Section } from '../../components/section.tsx';
import { formatNumber } from '../../format/number.ts';
import { ParetoCard } from './pareto-card.tsx';

export function SweepCard({ sweep, view }: { sweep: SweepAnalyses; view: StudyView }) {
  const { target, drift, outliers, looks, non_inferiority } = sweep;
  const last = looks.at(-1);
  return (
    <>
      <ParetoCard cells={sweep.pareto} factors={view.factors} />
      <Section title="The sweep as a whole">
        <Stack gap="xs" data-testid="sweep-card">
          {target ? <Text size="sm">{target.text}</Text> : null}
          <Text size="sm">
            {drift?.text ?? 'Too few trials to tell whether the machine changed while they ran.'}
          </Text>
          <Text size="sm">{outlierText(outliers)}</Text>
          {outliers.without ? (
            <Text size="sm">
              <b>Without them:</b> {outliers.without.verdict.text}
            </Text>
          ) : null}
          {last ? (
            <Text size="sm">
              Looked at after {looks.map(({ n }) => n).join(', ')} replicates; every test here is at the level
              of the last look, {formatNumber(last.level, 3)}.
            </Text>
          ) : null}
          {non_inferiority.map(({ text }) => (
            <Text size="sm" key={text}>
              {text}
            </Text>
          ))}
        </Stack>
      </Section>
    </>
  );
}

function outlierText({ rule, left_out }: OutlierAnalysis): string {
  if (rule.kind === 'none')
    return 'No rule for outliers was fixed before the sweep; every finished trial is in.';
  const words = outlierRuleInWords(rule);
  if (left_out.length === 0) return `No outliers by the rule fixed before the sweep (${words}).`;
  const trials = left_out.map(({ trial, value }) => `trial ${trial} (${formatNumber(value, 4)})`).join(', ');
  return `Outliers by the rule fixed before the sweep (${words}): ${trials}. They are in everything above.`;
}

// What the whole sweep tells beside the tests: drift, outliers both ways, the early end, efficient settings.
import { Stack, Text } from '@mantine/core';
import type { StudyView } from '../../../core/contract/ipc.ts';
import type { OutlierAnalysis, SweepAnalyses } from '../../../core/sweep/analyses.ts';
import { outlierRuleInWords } from '../../../core/sweep/outlier-words.ts';
import { Section } from '../../components/section.tsx';
import { formatNumber } from '../../format/number.ts';
import { DriftCard } from './drift-card.tsx';
import { ParetoCard } from './pareto-card.tsx';
import type { ShownResponse } from './response.ts';

export function SweepCard(props: { sweep: SweepAnalyses; view: StudyView; response: ShownResponse }) {
  const { sweep, view, response } = props;
  const { target, drift, outliers, looks, non_inferiority } = sweep;
  const last = looks.at(-1);
  return (
    <>
      <ParetoCard cells={sweep.pareto} view={view} />
      {drift === null ? null : <DriftCard view={view} drift={drift} response={response} />}
      <Section title="The sweep as a whole">
        <Stack gap="xs" data-testid="sweep-card">
          {target ? <Text size="sm">{target.text}</Text> : null}
          {drift === null ? (
            <Text size="sm">Too few trials to tell whether the machine changed while they ran.</Text>
          ) : null}
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

function outlierText({ rule, is_planned, left_out }: OutlierAnalysis): string {
  const by = is_planned
    ? 'by the rule fixed before the sweep'
    : 'by a rule chosen after the data had been seen';
  if (rule.kind === 'none')
    return `No rule for outliers ${is_planned ? 'was fixed before the sweep' : 'is asked for'}; every finished trial is in.`;
  const words = outlierRuleInWords(rule);
  if (left_out.length === 0) return `No outliers ${by} (${words}).`;
  const trials = left_out.map(({ trial, value }) => `trial ${trial} (${formatNumber(value, 4)})`).join(', ');
  return `Outliers ${by} (${words}): ${trials}. They are in everything above unless they are left out there.`;
}

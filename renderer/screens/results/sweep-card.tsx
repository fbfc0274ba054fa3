// Findings about the whole sweep beside the tests: drift, outliers both ways, the early end, efficient settings.
import { Stack, Text } from '@mantine/core';
import type { StudyView } from '../../../core/contract/ipc.ts';
import type { OutlierAnalysis, SweepAnalyses } from '../../../core/sweep/analyses.ts';
import { outlierRuleInWords } from '../../../core/sweep/outlier-words.ts';
import { Section } from '../../components/section.tsx';
import { formatNumber } from '../../format/number.ts';
import { DriftCard } from './drift-card.tsx';
import { ParetoCard } from './pareto-card.tsx';
import type { ShownResponse } from './response.ts';
import { SWEEP } from './texts/cards.ts';

export function SweepCard(props: { sweep: SweepAnalyses; view: StudyView; response: ShownResponse }) {
  const { sweep, view, response } = props;
  const { target, drift, outliers, looks, non_inferiority } = sweep;
  const last = looks.at(-1);
  return (
    <>
      <ParetoCard cells={sweep.pareto} view={view} />
      {drift === null ? null : <DriftCard view={view} drift={drift} response={response} />}
      <Section title={SWEEP.title}>
        <Stack gap="xs" data-testid="sweep-card">
          {target ? <Text size="sm">{target.text}</Text> : null}
          {drift === null ? <Text size="sm">{SWEEP.no_drift}</Text> : null}
          <Text size="sm">{outlierText(outliers)}</Text>
          {outliers.without ? (
            <Text size="sm">
              <b>{SWEEP.without}</b> {outliers.without.verdict.text}
            </Text>
          ) : null}
          {last ? (
            <Text size="sm">
              {SWEEP.looks(looks.map(({ n }) => n).join(', '), formatNumber(last.level, 3))}
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
  const by = SWEEP.rule_source(is_planned);
  if (rule.kind === 'none') return SWEEP.no_rule(is_planned);
  const words = outlierRuleInWords(rule);
  if (left_out.length === 0) return SWEEP.no_outliers(by, words);
  const trials = left_out.map(({ trial, value }) => SWEEP.outlier(trial, formatNumber(value, 4))).join(', ');
  return SWEEP.outliers(by, words, trials);
}

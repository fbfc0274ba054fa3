// The answer in words, the sentence to cite, and the choice of response.
import { Box, Button, Card, Code, CopyButton, Group, Select, Stack, Text } from '@mantine/core';
import type { StudyView } from '../../../core/contract/ipc.ts';
import type { Analysis } from '../../../core/statistics/analysis.ts';
import { firstSentence } from '../../../core/words/first-sentence.ts';
import { How } from '../../components/how.tsx';
import { KindBadge } from '../../components/kind-badge.tsx';
import { useStudy } from '../../state/study.tsx';
import { analysedResponse, kindOfValues } from './response.ts';
import { VERDICT } from './texts/cards.ts';
import { howOfValue } from './texts/how.ts';

export function VerdictCard(props: { analysis: Analysis; view: StudyView; onReport: () => void }) {
  const { analysis, view } = props;
  const { look } = useStudy();
  const kind = kindOfValues(view);
  const [answer, detail] = firstSentence(unbroken(analysis.verdict.text));
  return (
    <Card padding="lg">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-end">
          <Group gap="sm" align="flex-end">
            <Select
              label={VERDICT.response}
              w={220}
              allowDeselect={false}
              value={analysis.response}
              data={view.responses.map(({ name, label }) => ({ value: name, label }))}
              onChange={(name) => name !== null && look(name)}
            />
            {kind === null ? null : (
              <Box pb={6}>
                <KindBadge kind={kind} />
              </Box>
            )}
          </Group>
          <Button variant="light" onClick={props.onReport}>
            {VERDICT.report}
          </Button>
        </Group>
        <div data-testid="verdict">
          <Text size="lg" fw={600}>
            {answer}
          </Text>
          {detail === '' ? null : (
            <Text size="sm" mt={6}>
              {detail}
            </Text>
          )}
        </div>
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <Code block style={{ whiteSpace: 'pre-wrap', flex: 1 }}>
            {analysis.verdict.apa}
          </Code>
          <CopyButton value={analysis.verdict.apa}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy} style={{ flexShrink: 0 }}>
                {copied ? VERDICT.copied : VERDICT.copy}
              </Button>
            )}
          </CopyButton>
        </Group>
        <How how={howOfValue(analysedResponse(view).name)}>
          <Text span size="xs" c="dimmed">
            {VERDICT.how}
          </Text>
        </How>
        {analysis.headline ? (
          <Text size="xs" c="dimmed" data-testid="headline">
            {unbroken(VERDICT.headline(analysis.headline.name, analysis.headline.reason))}
          </Text>
        ) : null}
      </Stack>
    </Card>
  );
}

/** Keeps `p < .001` and `12 %` on one line. */
const unbroken = (text: string): string =>
  text.replaceAll(/ ([<=>]) /g, '\u00a0$1\u00a0').replaceAll(/(\d) %/g, '$1\u00a0%');

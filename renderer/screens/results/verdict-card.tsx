// The answer in words, the sentence to cite, and the choice of what it is about.
import { Box, Button, Card, Code, CopyButton, Group, Select, Stack, Text } from '@mantine/core';
import type { StudyView } from '../../../core/contract/ipc.ts';
import type { Analysis } from '../../../core/statistics/analysis.ts';
import { firstSentence } from '../../../core/words/first-sentence.ts';
import { How } from '../../components/how.tsx';
import { KindBadge } from '../../components/kind-badge.tsx';
import { useStudy } from '../../state/study.tsx';
import { howOfValue } from './how-texts.ts';
import { analysedResponse, kindOfValues } from './response.ts';

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
              label="Response"
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
            Make the report
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
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
        </Group>
        <How how={howOfValue(analysedResponse(view).name)}>
          <Text span size="xs" c="dimmed">
            How each value was obtained
          </Text>
        </How>
        {analysis.headline ? (
          <Text size="xs" c="dimmed" data-testid="headline">
            {unbroken(`Headline test: ${analysis.headline.name}. ${analysis.headline.reason}`)}
          </Text>
        ) : null}
      </Stack>
    </Card>
  );
}

/** No line ends inside `p < .001` or `12 %`. */
const unbroken = (text: string): string =>
  text.replaceAll(/ ([<=>]) /g, '\u00a0$1\u00a0').replaceAll(/(\d) %/g, '$1\u00a0%');

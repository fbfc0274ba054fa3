// At the foot of the editor, always in sight: how many trials the draft means, or what stands in its way; forecast and run.
import { Button, Group, Stack, Text } from '@mantine/core';
import type { Design } from '../../../core/design/design.ts';
import { cellCount, trialCount } from '../../../core/design/layout.ts';
import { sentence } from '../../format/labels.ts';
import { type Problem, placeLabel } from './draft/problems.ts';

export function RunBar(props: {
  design: Design | null;
  problems: readonly Problem[];
  /** Why it cannot run though nothing is wrong; null when it can. */
  why_not: string | null;
  is_starting: boolean;
  is_timing: boolean;
  onForecast: () => void;
  onRun: () => void;
}) {
  const { design, problems, why_not } = props;
  const reason = why_not ?? (design === null ? 'The design has something to be corrected.' : null);
  return (
    <div className="run-bar">
      <Group justify="space-between" gap="sm">
        <Stack gap={0} flex={1} miw={200}>
          <div aria-live="polite" data-testid="design-summary">
            {design === null ? (
              <Problems problems={problems} />
            ) : (
              <Text size="sm">
                <b>{trialCount(design).toLocaleString('en')} trials</b>:{' '}
                {cellCount(design).toLocaleString('en')} cells × {design.replicates} replicates
                {design.replicates < 2 ? '. With one replicate nothing can be tested.' : ''}
              </Text>
            )}
          </div>
          {why_not === null ? null : (
            <Text size="xs" c="dimmed" id="why-not">
              {why_not}
            </Text>
          )}
        </Stack>
        <Group gap="xs">
          <Button
            variant="default"
            disabled={reason !== null}
            loading={props.is_timing}
            onClick={props.onForecast}
          >
            Forecast
          </Button>
          <Button
            disabled={reason !== null || props.is_timing}
            title={reason ?? undefined}
            loading={props.is_starting}
            onClick={props.onRun}
          >
            Run this design
          </Button>
        </Group>
      </Group>
    </div>
  );
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  const [first, ...others] = problems;
  if (first === undefined) return null;
  return (
    <Text size="sm" c="var(--mantine-color-error)">
      {first.where === 'design' ? sentence(first.text) : `${placeLabel(first.where)}: ${first.text}`}
      {others.length === 0 ? '' : `, and ${others.length} more to be corrected`}
    </Text>
  );
}

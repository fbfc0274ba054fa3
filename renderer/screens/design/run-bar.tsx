// Bar at the foot of the editor: the number of trials or the first problem, with the buttons Forecast and Run.
import { Button, Group, Stack, Text } from '@mantine/core';
import type { Design } from '../../../core/design/design.ts';
import { cellCount, trialCount } from '../../../core/design/layout.ts';
import { sentence } from '../../format/labels.ts';
import { type Problem, placeLabel } from './draft/problems.ts';
import { EDITOR_TEXTS } from './texts/editor.ts';

const TEXT = EDITOR_TEXTS.run_bar;

export function RunBar(props: {
  design: Design | null;
  problems: readonly Problem[];
  /** Reason why a correct design cannot run; null when it can. */
  why_not: string | null;
  is_starting: boolean;
  is_timing: boolean;
  onForecast: () => void;
  onRun: () => void;
}) {
  const { design, problems, why_not } = props;
  const reason = why_not ?? (design === null ? TEXT.correct_first : null);
  return (
    <div className="run-bar">
      <Group justify="space-between" gap="sm">
        <Stack gap={0} flex={1} miw={200}>
          <div aria-live="polite" data-testid="design-summary">
            {design === null ? (
              <Problems problems={problems} />
            ) : (
              <Text size="sm">
                <b>{TEXT.trials(trialCount(design).toLocaleString('en'))}</b>:{' '}
                {TEXT.cells(cellCount(design).toLocaleString('en'), design.replicates)}
                {design.replicates < 2 ? TEXT.one_replicate : ''}
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
            {TEXT.forecast}
          </Button>
          <Button
            disabled={reason !== null || props.is_timing}
            title={reason ?? undefined}
            loading={props.is_starting}
            onClick={props.onRun}
          >
            {TEXT.run}
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
      {others.length === 0 ? '' : TEXT.more_problems(others.length)}
    </Text>
  );
}

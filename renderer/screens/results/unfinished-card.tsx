// Offers to go on with a sweep that was not finished, and says what will happen.
import { Alert, Button, Group, Text } from '@mantine/core';
import type { OpenedStudy } from '../../../core/contract/ipc.ts';
import { useSweep } from '../../state/sweep.tsx';
import { UNFINISHED } from './texts/cards.ts';

export function UnfinishedCard({ view, onRun }: { view: OpenedStudy; onRun: () => void }) {
  const { state, takeUp } = useSweep();
  if (view.unfinished === null) return null;
  const { left, interrupted } = view.unfinished;
  const is_busy = state.kind === 'running' || state.kind === 'starting';
  return (
    <Alert color="blue" variant="light" role="note" title={UNFINISHED.title} data-testid="unfinished">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{UNFINISHED.about(left, view.trials.length, interrupted)}</Text>
        <Button
          size="sm"
          disabled={is_busy}
          style={{ flexShrink: 0 }}
          onClick={() => void takeUp(view.study).then((has_begun) => has_begun && onRun())}
        >
          {UNFINISHED.go_on}
        </Button>
      </Group>
    </Alert>
  );
}

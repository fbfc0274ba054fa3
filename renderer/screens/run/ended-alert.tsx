// How the last sweep ended, and the way to its results.
import { Alert, Button, Group, Text } from '@mantine/core';
import type { SweepEnd } from '../../../core/contract/ipc.ts';
import type { ScreenName } from '../../../core/contract/screens.ts';
import { sentence } from '../../format/labels.ts';
import { useStudy } from '../../state/study.tsx';
import { useSweep } from '../../state/sweep.tsx';

const LOOKS = {
  done: { color: 'teal', title: 'The sweep is done' },
  aborted: { color: 'orange', title: 'The sweep was aborted' },
  failed: { color: 'red', title: 'The sweep failed' },
} as const;

export function EndedAlert(props: { end: SweepEnd; onShow: (screen: ScreenName) => void }) {
  const { end } = props;
  const { open } = useStudy();
  const { dismiss } = useSweep();
  const { color, title } = LOOKS[end.state];
  const show = (): void => {
    open(end.study);
    dismiss();
    props.onShow('results');
  };
  return (
    <Alert
      color={color}
      variant="light"
      title={title}
      role={end.state === 'failed' ? 'alert' : 'status'}
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={dismiss}
    >
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{end.message === null ? 'Every trial has been run.' : sentence(end.message)}</Text>
        <Button size="sm" onClick={show} style={{ flexShrink: 0 }}>
          See the results
        </Button>
      </Group>
    </Alert>
  );
}

// Reports how the last sweep ended and links to its results.
import { Alert, Button, Group, Text } from '@mantine/core';
import type { Handed } from '../../../core/contract/handles.ts';
import type { SweepEnd } from '../../../core/contract/ipc.ts';
import type { ScreenName } from '../../../core/contract/screens.ts';
import { sentence } from '../../format/labels.ts';
import { useStudy } from '../../state/study.tsx';
import { useSweep } from '../../state/sweep.tsx';
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.ended;
const LOOKS = {
  done: { color: 'teal', title: TEXT.done },
  aborted: { color: 'orange', title: TEXT.aborted },
  failed: { color: 'red', title: TEXT.failed },
} as const;

export function EndedAlert(props: { end: Handed<SweepEnd>; onShow: (screen: ScreenName) => void }) {
  const { end } = props;
  const { open } = useStudy();
  const { dismiss } = useSweep();
  const { color, title } = LOOKS[end.state];
  const show = (): void => {
    open(end);
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
      closeButtonLabel={TEXT.dismiss}
      onClose={dismiss}
    >
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{end.message === null ? TEXT.all_run : sentence(end.message)}</Text>
        <Button size="sm" onClick={show} style={{ flexShrink: 0 }}>
          {TEXT.results}
        </Button>
      </Group>
    </Alert>
  );
}

// Leaves a trial out of the statistics once a reason was given, and takes it back in.
import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { TrialRow } from '../../../core/study/trial-row.ts';
import { call } from '../../bridge/call.ts';
import { useNotices } from '../../state/notices.tsx';
import { useStudy } from '../../state/study.tsx';

const MOST_LETTERS = 500;

export function LeaveOut({ path, row }: { path: string; row: TrialRow }) {
  const notices = useNotices();
  const { view } = useStudy();
  const [is_asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const { trial } = row;
  const include = async (): Promise<void> => {
    try {
      await call('trial:include', { path, trial });
      notices.done('Counted again', `Trial ${trial} is in the statistics again.`);
      view.reload();
    } catch (error) {
      notices.error(`Trial ${trial} could not be taken back`, error);
    }
  };
  const exclude = async (): Promise<void> => {
    try {
      await call('trial:exclude', { path, trial, reason: reason.trim() });
      setAsking(false);
      setReason('');
      notices.done('Left out', `Trial ${trial} is in no test now; the results say so.`, {
        label: 'Undo',
        act: () => void include(),
      });
      view.reload();
    } catch (error) {
      notices.error(`Trial ${trial} could not be left out`, error);
    }
  };
  if (row.state !== 'done') return null;
  if (row.excluded !== null)
    return (
      <Alert role="note" color="grape" variant="light" title="Left out of the statistics by hand">
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{row.excluded}. The totals still count its energy.</Text>
          <Button size="xs" variant="default" onClick={() => void include()} style={{ flexShrink: 0 }}>
            Count it again
          </Button>
        </Group>
      </Alert>
    );
  return (
    <>
      <div>
        <Button size="xs" variant="default" onClick={() => setAsking(true)}>
          Leave out…
        </Button>
      </div>
      <Modal
        opened={is_asking}
        onClose={() => setAsking(false)}
        title={`Leave trial ${trial} out of the statistics`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack gap="sm">
          <Text size="sm">
            Only what went wrong beside the training is a reason: a door opened, an update, another program.
            That the value does not fit is none. Results and report name the trial, the reason and what the
            answer would be with it.
          </Text>
          <Textarea
            label="Reason"
            value={reason}
            maxLength={MOST_LETTERS}
            autosize
            minRows={2}
            data-autofocus
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              Cancel
            </Button>
            <Button disabled={reason.trim() === ''} onClick={() => void exclude()}>
              Leave it out
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

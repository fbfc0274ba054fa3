// Excludes a trial from the statistics for a stated reason, and includes it again.
import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { StudyHandle } from '../../../core/contract/handles.ts';
import type { TrialRow } from '../../../core/study/trial-row.ts';
import { call } from '../../bridge/call.ts';
import { useNotices } from '../../state/notices.tsx';
import { useStudy } from '../../state/study.tsx';
import { EXCLUSION } from './texts.ts';

const MOST_LETTERS = 500;

export function LeaveOut({ study, row }: { study: StudyHandle; row: TrialRow }) {
  const notices = useNotices();
  const { view } = useStudy();
  const [is_asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const { trial } = row;
  const include = async (): Promise<void> => {
    try {
      await call('trial:include', { study, trial });
      notices.done(EXCLUSION.undone, EXCLUSION.undone_text(trial));
      view.reload();
    } catch (error) {
      notices.error(EXCLUSION.not_included(trial), error);
    }
  };
  const exclude = async (): Promise<void> => {
    try {
      await call('trial:exclude', { study, trial, reason: reason.trim() });
      setAsking(false);
      setReason('');
      notices.done(EXCLUSION.done, EXCLUSION.done_text(trial), {
        label: EXCLUSION.undo,
        act: () => void include(),
      });
      view.reload();
    } catch (error) {
      notices.error(EXCLUSION.not_excluded(trial), error);
    }
  };
  if (row.state !== 'done') return null;
  if (row.excluded !== null)
    return (
      <Alert role="note" color="grape" variant="light" title={EXCLUSION.excluded}>
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{EXCLUSION.totals(row.excluded)}</Text>
          <Button size="xs" variant="default" onClick={() => void include()} style={{ flexShrink: 0 }}>
            {EXCLUSION.include}
          </Button>
        </Group>
      </Alert>
    );
  return (
    <>
      <div>
        <Button size="xs" variant="default" onClick={() => setAsking(true)}>
          {EXCLUSION.open}
        </Button>
      </div>
      <Modal
        opened={is_asking}
        onClose={() => setAsking(false)}
        title={EXCLUSION.title(trial)}
        closeButtonProps={{ 'aria-label': EXCLUSION.close }}
      >
        <Stack gap="sm">
          <Text size="sm">{EXCLUSION.rule}</Text>
          <Textarea
            label={EXCLUSION.reason}
            value={reason}
            maxLength={MOST_LETTERS}
            autosize
            minRows={2}
            data-autofocus
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              {EXCLUSION.cancel}
            </Button>
            <Button disabled={reason.trim() === ''} onClick={() => void exclude()}>
              {EXCLUSION.exclude}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

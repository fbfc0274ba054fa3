// What can be done about a source that is missing: by the program after asking, or by the user with a line to paste.
import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SourceReport } from '../../../core/source.ts';
import { call } from '../../bridge/call.ts';
import { sentence } from '../../format/labels.ts';
import { useNotices } from '../../state/notices.tsx';

export function FixButton({ source, onFixed }: { source: SourceReport; onFixed: () => void }) {
  if (source.fix === null) return null;
  if (source.remedy !== undefined) return <RemedyButton source={source} onFixed={onFixed} />;
  return (
    <CopyButton value={source.fix}>
      {({ copied, copy }) => (
        <Button
          size="compact-xs"
          variant="default"
          onClick={copy}
          aria-label={`Copy the fix of ${source.device}`}
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
      )}
    </CopyButton>
  );
}

/** Shows the whole plan before anything is done; the system asks for the password. */
function RemedyButton({ source, onFixed }: { source: SourceReport; onFixed: () => void }) {
  const notices = useNotices();
  const [plan, setPlan] = useState<readonly string[] | null>(null);
  const [is_busy, setBusy] = useState(false);
  const show = async (): Promise<void> => {
    try {
      setPlan(await call('machine:remedy-plan'));
    } catch (error) {
      notices.error('The counters cannot be opened from here', error);
    }
  };
  const carryOut = async (): Promise<void> => {
    setBusy(true);
    try {
      const afterwards = await call('machine:remedy');
      setPlan(null);
      notices.done('The counters were opened', `${sentence(afterwards)}`);
      onFixed();
    } catch (error) {
      notices.error('The counters were not opened', error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button size="compact-xs" onClick={() => void show()} aria-label={`Fix ${source.device}`}>
        Fix…
      </Button>
      <Modal
        opened={plan !== null}
        onClose={() => setPlan(null)}
        title="Open the CPU’s energy counters"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack gap="sm">
          <Text size="sm">This is all that will be done, once the system has asked for your password:</Text>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {plan?.join('\n')}
          </Code>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setPlan(null)}>
              Cancel
            </Button>
            <Button loading={is_busy} onClick={() => void carryOut()}>
              Do this
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

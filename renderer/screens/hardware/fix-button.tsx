// Fixes a missing source: the program does it after asking, or the user pastes a command.
import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SourceReport } from '../../../core/source.ts';
import { call } from '../../bridge/call.ts';
import { sentence } from '../../format/labels.ts';
import { useNotices } from '../../state/notices.tsx';
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.fix;

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
          aria-label={TEXT.copy_label(source.device)}
        >
          {copied ? TEXT.copied : TEXT.copy}
        </Button>
      )}
    </CopyButton>
  );
}

/** Shows the whole plan before it changes anything; the system asks for the password. */
function RemedyButton({ source, onFixed }: { source: SourceReport; onFixed: () => void }) {
  const notices = useNotices();
  const [plan, setPlan] = useState<readonly string[] | null>(null);
  const [is_busy, setBusy] = useState(false);
  const show = async (): Promise<void> => {
    try {
      setPlan(await call('machine:remedy-plan'));
    } catch (error) {
      notices.error(TEXT.no_plan, error);
    }
  };
  const carryOut = async (): Promise<void> => {
    setBusy(true);
    try {
      const afterwards = await call('machine:remedy');
      setPlan(null);
      notices.done(TEXT.opened, sentence(afterwards));
      onFixed();
    } catch (error) {
      notices.error(TEXT.not_opened, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button size="compact-xs" onClick={() => void show()} aria-label={TEXT.fix_label(source.device)}>
        {TEXT.fix}
      </Button>
      <Modal
        opened={plan !== null}
        onClose={() => setPlan(null)}
        title={TEXT.title}
        size="lg"
        closeButtonProps={{ 'aria-label': TEXT.close }}
      >
        <Stack gap="sm">
          <Text size="sm">{TEXT.plan}</Text>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {plan?.join('\n')}
          </Code>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setPlan(null)}>
              {TEXT.cancel}
            </Button>
            <Button loading={is_busy} onClick={() => void carryOut()}>
              {TEXT.apply}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

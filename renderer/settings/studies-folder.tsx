// The folder for new studies.
import { Button, Group, Stack, Text } from '@mantine/core';
import { call } from '../bridge/call.ts';
import { useRequest } from '../bridge/use-request.ts';
import { useNotices } from '../state/notices.tsx';
import { FOLDER } from './texts.ts';

export function StudiesFolder(props: {
  /** Null: the default folder. */
  chosen: string | null;
  onChoose: (dir: string | null) => void;
}) {
  const { chosen, onChoose } = props;
  const notices = useNotices();
  const folder = useRequest(() => call('studies:folder'), '');
  const choose = async (): Promise<void> => {
    try {
      const dir = await call('studies:choose-folder');
      if (dir !== null) onChoose(dir);
    } catch (error) {
      notices.error(FOLDER.not_chosen, error);
    }
  };
  const show = (): void => {
    call('studies:show-folder').catch((error: unknown) => notices.error(FOLDER.not_shown, error));
  };
  return (
    <Stack gap={4}>
      <Text size="sm" fw={650}>
        {FOLDER.title}
      </Text>
      <Text size="sm" className="code" style={{ overflowWrap: 'anywhere' }} data-testid="studies-folder">
        {chosen ?? folder.data ?? folder.error ?? ''}
      </Text>
      <Text size="xs" c="dimmed">
        {FOLDER.note}
      </Text>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => void choose()}>
          {FOLDER.choose}
        </Button>
        <Button size="xs" variant="default" onClick={show}>
          {FOLDER.show}
        </Button>
        {chosen === null ? null : (
          <Button size="xs" variant="subtle" onClick={() => onChoose(null)}>
            {FOLDER.reset}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

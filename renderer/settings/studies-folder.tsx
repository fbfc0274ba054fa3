// The folder that new studies go to.
import { Button, Group, Stack, Text } from '@mantine/core';
import { call } from '../bridge/call.ts';
import { useRequest } from '../bridge/use-request.ts';
import { useNotices } from '../state/notices.tsx';

export function StudiesFolder(props: {
  /** Null: the usual one. */
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
      notices.error('No folder could be chosen', error);
    }
  };
  const show = (): void => {
    call('studies:show-folder').catch((error: unknown) =>
      notices.error('The folder could not be shown', error),
    );
  };
  return (
    <Stack gap={4}>
      <Text size="sm" fw={650}>
        Folder for new studies
      </Text>
      <Text size="sm" className="code" style={{ overflowWrap: 'anywhere' }} data-testid="studies-folder">
        {chosen ?? folder.data ?? folder.error ?? ''}
      </Text>
      <Text size="xs" c="dimmed">
        Studies that are there already stay where they are and stay in the list.
      </Text>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => void choose()}>
          Choose…
        </Button>
        <Button size="xs" variant="default" onClick={show}>
          Show
        </Button>
        {chosen === null ? null : (
          <Button size="xs" variant="subtle" onClick={() => onChoose(null)}>
            Use the usual folder
          </Button>
        )}
      </Group>
    </Stack>
  );
}

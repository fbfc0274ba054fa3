// The one button for those who want a result first and a design later.
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../bridge/call.ts';
import { RunIcon } from '../../components/icons.tsx';
import { useNotices } from '../../state/notices.tsx';
import { useSweep } from '../../state/sweep.tsx';

export function QuickCard() {
  const notices = useNotices();
  const { state, start } = useSweep();
  const [is_planning, setPlanning] = useState(false);

  const run = async (): Promise<void> => {
    setPlanning(true);
    try {
      await start(await call('design:quick'));
    } catch (error) {
      notices.error('The quick benchmark did not start', error);
    } finally {
      setPlanning(false);
    }
  };

  return (
    <Card padding="lg">
      <Group justify="space-between" wrap="nowrap" gap="xl">
        <Stack gap={4}>
          <Title order={2}>Quick benchmark</Title>
          <Text size="sm" c="dimmed" maw={560}>
            About three minutes. It times this machine for a moment, plans 20 or so short trainings that fit
            it (every precision it has against two batch sizes, five times each) and analyses them.
          </Text>
        </Stack>
        <Button
          size="lg"
          leftSection={<RunIcon />}
          onClick={() => void run()}
          loading={is_planning || state.kind === 'starting'}
          style={{ flexShrink: 0 }}
        >
          Run the quick benchmark
        </Button>
      </Group>
    </Card>
  );
}

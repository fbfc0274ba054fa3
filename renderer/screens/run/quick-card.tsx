// The one button for those who want a result first and a design later.
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { RunIcon } from '../../components/icons.tsx';
import { useQuick } from '../../state/use-quick.ts';

export function QuickCard() {
  const quick = useQuick();
  return (
    <Card padding="lg">
      <Group justify="space-between" gap="md">
        <Stack gap={4} flex="1 1 360px">
          <Title order={2}>Quick benchmark</Title>
          <Text size="sm" c="dimmed" maw={560}>
            About three minutes. It times this machine for a moment, plans 20 or so short trainings that fit
            it (every precision it has against two batch sizes, five times each) and analyses them.
          </Text>
        </Stack>
        <Button
          size="lg"
          leftSection={<RunIcon />}
          onClick={() => void quick.run()}
          loading={quick.is_busy}
          style={{ flexShrink: 0 }}
        >
          Run the quick benchmark
        </Button>
      </Group>
    </Card>
  );
}

// Starts the quick benchmark, for users who want a result before they write a design.
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { RunIcon } from '../../components/icons.tsx';
import { useQuick } from '../../state/use-quick.ts';
import { TEXTS } from './texts.ts';

export function QuickCard() {
  const quick = useQuick();
  return (
    <Card padding="lg">
      <Group justify="space-between" gap="md">
        <Stack gap={4} flex="1 1 360px">
          <Title order={2}>{TEXTS.quick.title}</Title>
          <Text size="sm" c="dimmed" maw={560}>
            {TEXTS.quick.about}
          </Text>
        </Stack>
        <Button
          size="lg"
          leftSection={<RunIcon />}
          onClick={() => void quick.run()}
          loading={quick.is_busy}
          style={{ flexShrink: 0 }}
        >
          {TEXTS.quick.run}
        </Button>
      </Group>
    </Card>
  );
}

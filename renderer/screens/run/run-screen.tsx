// Shows the sweep running, says how the last one ended, and offers the next.

import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { ScreenName } from '../../../core/contract/screens.ts';
import { Screen } from '../../components/screen.tsx';
import { useSweep } from '../../state/sweep.tsx';
import { EndedAlert } from './ended-alert.tsx';
import { ProgressView } from './progress-view.tsx';
import { QuickCard } from './quick-card.tsx';

export function RunScreen({ onShow }: { onShow: (screen: ScreenName) => void }) {
  const { state } = useSweep();
  if (state.kind === 'running') {
    return (
      <Screen name="run" lead="The sweep is running. Leave the machine alone for the cleanest numbers.">
        <ProgressView progress={state.progress} is_aborting={state.is_aborting} phases={state.phases} />
      </Screen>
    );
  }
  return (
    <Screen name="run" lead="No sweep is running. While one does, this screen shows it live.">
      <Stack gap="md">
        {state.kind === 'ended' ? <EndedAlert end={state.end} onShow={onShow} /> : null}
        <QuickCard />
        <DesignCard onDesign={() => onShow('design')} />
      </Stack>
    </Screen>
  );
}

function DesignCard({ onDesign }: { onDesign: () => void }) {
  return (
    <Card padding="lg">
      <Group justify="space-between" gap="xl">
        <Stack gap={4}>
          <Title order={2}>A design of your own</Title>
          <Text size="sm" c="dimmed" maw={560}>
            Choose factors, levels and replicates, see the power of the test and what the sweep will take, and
            run it from there.
          </Text>
        </Stack>
        <Button size="lg" variant="default" onClick={onDesign} style={{ flexShrink: 0 }}>
          Set up a design
        </Button>
      </Group>
    </Card>
  );
}

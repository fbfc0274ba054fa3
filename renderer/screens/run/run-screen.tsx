// Shows the running sweep, or how the last one ended and how to start the next.

import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { ScreenName } from '../../../core/contract/screens.ts';
import { Screen } from '../../components/screen.tsx';
import { useSweep } from '../../state/sweep.tsx';
import { EndedAlert } from './ended-alert.tsx';
import { ProgressView } from './progress-view.tsx';
import { QuickCard } from './quick-card.tsx';
import { TEXTS } from './texts.ts';

export function RunScreen({ onShow }: { onShow: (screen: ScreenName) => void }) {
  const { state } = useSweep();
  if (state.kind === 'running') {
    return (
      <Screen name="run" lead={TEXTS.screen.running}>
        <ProgressView progress={state.progress} is_aborting={state.is_aborting} phases={state.phases} />
      </Screen>
    );
  }
  return (
    <Screen name="run" lead={TEXTS.screen.idle}>
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
          <Title order={2}>{TEXTS.design.title}</Title>
          <Text size="sm" c="dimmed" maw={560}>
            {TEXTS.design.about}
          </Text>
        </Stack>
        <Button size="lg" variant="default" onClick={onDesign} style={{ flexShrink: 0 }}>
          {TEXTS.design.set_up}
        </Button>
      </Group>
    </Card>
  );
}

// The running sweep: where it is, how long it will take, what is being trained and what that draws.
import { Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import type { SweepProgress } from '../../../core/ipc.ts';
import { LivePowerChart } from '../../components/live-power-chart.tsx';
import { Section } from '../../components/section.tsx';
import { Stat } from '../../components/stat.tsx';
import { cellLabel, phaseLabel } from '../../format/labels.ts';
import { formatDuration, formatNumber, formatPercent } from '../../format/number.ts';
import { useLive } from '../../state/use-live.ts';
import { AbortButton } from './abort-button.tsx';

export function ProgressView({ progress, is_aborting }: { progress: SweepProgress; is_aborting: boolean }) {
  const { live } = useLive(false);
  const { epoch } = progress;
  const per_cent = Math.min(100, progress.fraction * 100);
  return (
    <Stack gap="md">
      <Section
        title={`Trial ${progress.trial} of ${progress.trials}`}
        aside={<AbortButton is_aborting={is_aborting} done={progress.trial - 1} />}
      >
        <Stack gap="md">
          <div>
            <Progress
              value={per_cent}
              size="xl"
              aria-label="Progress of the sweep"
              transitionDuration={200}
              data-testid="sweep-progress"
            />
            <Group justify="space-between" mt={4}>
              <Text size="xs" c="dimmed">
                {Math.floor(per_cent)} %
              </Text>
              <Text size="xs" c="dimmed">
                {formatDuration(progress.elapsed_s)} elapsed,{' '}
                {progress.eta_s === null
                  ? 'remaining time known after the first trial'
                  : `about ${formatDuration(progress.eta_s)} left`}
              </Text>
            </Group>
          </div>
          <SimpleGrid cols={{ base: 2, md: 4 }}>
            <Stat label="Phase" value={phaseLabel(progress.phase)} />
            <Stat label="Epochs done" value={epoch === null ? 0 : epoch.epoch} />
            <Stat label="Training loss" value={formatNumber(epoch?.train_loss, 4)} />
            <Stat label="Training accuracy" value={formatPercent(epoch?.train_accuracy, 3)} />
          </SimpleGrid>
          <Stat label="Cell" value={cellLabel(progress.levels)} />
        </Stack>
      </Section>
      <Section title="Power now">
        <LivePowerChart live={live} height={280} />
      </Section>
    </Stack>
  );
}

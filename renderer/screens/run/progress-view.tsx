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
                {formatDuration(progress.elapsed_s)} elapsed, {leftInWords(progress)}
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

/** `about 2 min left (95 % interval 1.8 min to 2.3 min), 0.012 kWh, 5.7 g CO2e`. */
function leftInWords({ eta_s, eta_ci_s, remaining }: SweepProgress): string {
  if (eta_s === null) return 'remaining time known after the first trial';
  const interval =
    eta_ci_s === null
      ? ''
      : ` (95 % interval ${eta_ci_s.map((one_s) => formatDuration(one_s)).join(' to ')})`;
  const energy = remaining?.energy_kwh ? `, ${formatNumber(remaining.energy_kwh.value, 2)} kWh` : '';
  const carbon = remaining?.carbon_g ? `, ${formatNumber(remaining.carbon_g.value, 2)} g CO2e` : '';
  return `about ${formatDuration(eta_s)} left${interval}${energy}${carbon}`;
}

// The running sweep: where it is, how long it will take, what is being trained and what that draws.
import { Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import type { SweepProgress } from '../../../core/contract/ipc.ts';
import { LivePowerChart } from '../../components/live-power-chart.tsx';
import { MachineState } from '../../components/machine-state.tsx';
import { Section } from '../../components/section.tsx';
import { Stat } from '../../components/stat.tsx';
import { cellLabel, phaseLabel } from '../../format/labels.ts';
import { formatDuration, formatNumber, formatPercent } from '../../format/number.ts';
import type { LivePhase } from '../../state/live-window.ts';
import { useLive } from '../../state/use-live.ts';
import { AbortButton } from './abort-button.tsx';
import { PauseButton } from './pause-button.tsx';
import { WallCard } from './wall-card.tsx';

export function ProgressView(props: {
  progress: SweepProgress;
  is_aborting: boolean;
  phases: readonly LivePhase[];
}) {
  const { progress, is_aborting, phases } = props;
  const { live } = useLive(false);
  return (
    <Stack gap="md">
      <Section
        title={`Trial ${progress.trial} of ${progress.trials}`}
        aside={
          <Group gap="xs">
            <PauseButton pause={progress.pause} />
            <AbortButton is_aborting={is_aborting} done={progress.trial - 1} />
          </Group>
        }
        note="The machine is kept awake while the sweep runs, and the task bar shows how far it is."
      >
        <Stack gap="md">
          <Bar progress={progress} />
          <SimpleGrid cols={{ base: 2, md: 4 }}>
            <Stat label="Phase" value={phaseWords(progress)} />
            <Stat label="Epochs done" value={progress.epoch === null ? 0 : progress.epoch.epoch} />
            <Stat label="Training loss" value={formatNumber(progress.epoch?.train_loss, 4)} />
            <Stat label="Training accuracy" value={formatPercent(progress.epoch?.train_accuracy, 3)} />
          </SimpleGrid>
          <Stat label="Cell" value={cellLabel(progress.levels)} />
        </Stack>
      </Section>
      <Section title="Power now">
        <LivePowerChart live={live} height={260} phases={phases} />
        <MachineState live={live} />
      </Section>
      <WallCard study={progress.study} />
    </Stack>
  );
}

function Bar({ progress }: { progress: SweepProgress }) {
  const per_cent = Math.min(100, progress.fraction * 100);
  return (
    <div>
      <Progress
        value={per_cent}
        size="xl"
        color={progress.pause === 'paused' ? 'orange' : 'blue'}
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
  );
}

function phaseWords({ pause, phase, trial }: SweepProgress): string {
  if (pause === 'paused') return 'Paused between trials';
  return pause === 'asked' ? `${phaseLabel(phase)}; pauses after trial ${trial}` : phaseLabel(phase);
}

/** `about 2 min left (95 % interval 1.8 min to 2.3 min), 0.012 kWh, 5.7 g CO2e`. */
function leftInWords({ eta_s, eta_ci_s, remaining }: SweepProgress): string {
  if (eta_s === null) return 'remaining time known after the first trial';
  const interval =
    eta_ci_s === null
      ? ''
      : ` (95 % interval ${eta_ci_s.map((one_s) => formatDuration(one_s)).join(' to ')})`;
  const energy = remaining?.energy_kwh ? `, ${formatNumber(remaining.energy_kwh.value, 2)} kWh` : '';
  const carbon = remaining?.carbon_g ? `, ${formatNumber(remaining.carbon_g.value, 2)} g CO₂e` : '';
  return `about ${formatDuration(eta_s)} left${interval}${energy}${carbon}`;
}

// The running sweep: its progress, the time left, the current training and its power.

import { Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import type { SweepProgress } from '../../../core/contract/ipc.ts';
import { phaseLabel } from '../../../core/words/phases.ts';
import { LivePowerChart } from '../../components/live-power-chart.tsx';
import { MachineState } from '../../components/machine-state.tsx';
import { Section } from '../../components/section.tsx';
import { Stat } from '../../components/stat.tsx';
import { cellLabel } from '../../format/labels.ts';
import { formatDuration, formatNumber, formatPercent } from '../../format/number.ts';
import type { LivePhase } from '../../state/live-window.ts';
import { useLive } from '../../state/use-live.ts';
import { AbortButton } from './abort-button.tsx';
import { PauseButton } from './pause-button.tsx';
import { TEXTS } from './texts.ts';
import { WallCard } from './wall-card.tsx';

const TEXT = TEXTS.progress;

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
        title={TEXT.title(progress.trial, progress.trials)}
        aside={
          <Group gap="xs">
            <PauseButton pause={progress.pause} />
            <AbortButton is_aborting={is_aborting} done={progress.trial - 1} />
          </Group>
        }
        note={TEXT.note}
      >
        <Stack gap="md">
          <Bar progress={progress} />
          <SimpleGrid cols={{ base: 2, md: 4 }}>
            <Stat label={TEXT.phase} value={phaseWords(progress)} />
            <Stat label={TEXT.epochs} value={progress.epoch === null ? 0 : progress.epoch.epoch} />
            <Stat label={TEXT.loss} value={formatNumber(progress.epoch?.train_loss, 4)} />
            <Stat label={TEXT.accuracy} value={formatPercent(progress.epoch?.train_accuracy, 3)} />
          </SimpleGrid>
          <Stat label={TEXT.cell} value={cellLabel(progress.levels)} />
        </Stack>
      </Section>
      <Section title={TEXT.power}>
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
        aria-label={TEXT.bar}
        transitionDuration={200}
        data-testid="sweep-progress"
      />
      <Group justify="space-between" mt={4}>
        <Text size="xs" c="dimmed">
          {Math.floor(per_cent)} %
        </Text>
        <Text size="xs" c="dimmed">
          {TEXT.elapsed(formatDuration(progress.elapsed_s), leftInWords(progress))}
        </Text>
      </Group>
    </div>
  );
}

function phaseWords({ pause, phase, trial }: SweepProgress): string {
  if (pause === 'paused') return TEXT.paused;
  return pause === 'asked' ? TEXT.will_pause(phaseLabel(phase), trial) : phaseLabel(phase);
}

/** `about 2 min left (95 % interval 1.8 min to 2.3 min), 0.012 kWh, 5.7 g CO2e`. */
function leftInWords({ eta_s, eta_ci_s, remaining }: SweepProgress): string {
  if (eta_s === null) return TEXT.unknown_left;
  const interval =
    eta_ci_s === null ? '' : TEXT.interval(formatDuration(eta_ci_s[0]), formatDuration(eta_ci_s[1]));
  const energy = remaining?.energy_kwh ? `, ${formatNumber(remaining.energy_kwh.value, 2)} kWh` : '';
  const carbon = remaining?.carbon_g ? `, ${formatNumber(remaining.carbon_g.value, 2)} g CO₂e` : '';
  return `${TEXT.left(formatDuration(eta_s))}${interval}${energy}${carbon}`;
}

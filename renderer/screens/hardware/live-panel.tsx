// Live view of the machine's power and the state of its processor and GPUs.
import { Group, Text } from '@mantine/core';
import { isSummed } from '../../../core/source.ts';
import { LivePowerChart } from '../../components/live-power-chart.tsx';
import { MachineState } from '../../components/machine-state.tsx';
import { ErrorAlert } from '../../components/request-view.tsx';
import { Section } from '../../components/section.tsx';
import { Stat } from '../../components/stat.tsx';
import { domainLabel } from '../../format/labels.ts';
import { formatQuantity } from '../../format/number.ts';
import { type LiveWindow, latestPower, totalPower } from '../../state/live-window.ts';
import { useSweep } from '../../state/sweep.tsx';
import { useLive } from '../../state/use-live.ts';
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.live;

export function LivePanel() {
  const { state } = useSweep();
  const { live, error } = useLive(state.kind !== 'running' && state.kind !== 'starting');
  return (
    <Section
      title={TEXT.title}
      aside={
        <Text size="xs" c="dimmed">
          {TEXT.span}
        </Text>
      }
    >
      {error === null ? (
        <>
          <Now live={live} />
          <LivePowerChart live={live} height={230} />
          <MachineState live={live} />
        </>
      ) : (
        <ErrorAlert title={TEXT.failed} text={error} />
      )}
    </Section>
  );
}

function Now({ live }: { live: LiveWindow }) {
  const power_w = latestPower(live);
  const summed = live.sources.filter(isSummed);
  if (live.sources.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {TEXT.waiting}
      </Text>
    );
  return (
    <Group gap="xl" mb="xs" aria-live="off">
      {live.sources.map((source, i) => (
        <Stat
          key={source.id}
          label={`${domainLabel(source.domain)}, ${source.kind}`}
          value={formatQuantity(power_w[i], 'W', 3)}
        />
      ))}
      {summed.length > 1 ? (
        <Stat label={TEXT.total} value={formatQuantity(totalPower(live.sources, power_w), 'W', 3)} />
      ) : null}
    </Group>
  );
}

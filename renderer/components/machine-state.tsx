// Temperature, load and throttling of the processors. An unavailable value is said to be so, never shown as 0.
import { Badge, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { slowdownWords } from '../../core/guards/slowdown-words.ts';
import type { GpuState } from '../../core/source.ts';
import { formatNumber } from '../format/number.ts';
import type { LiveWindow } from '../state/live-window.ts';
import { Stat } from './stat.tsx';
import { MACHINE } from './texts.ts';

export function MachineState({ live }: { live: LiveWindow }) {
  if (live.sources.length === 0) return null;
  return (
    <SimpleGrid cols={{ base: 1, md: live.gpus.length === 0 ? 1 : 2 }} mt="sm">
      <Device name={MACHINE.processor}>
        <Stat label={MACHINE.temperature} value={withUnit(live.cpu.temp_c, '°C', 3)} />
        <Stat label={MACHINE.utilisation} value={withUnit(live.cpu.util_pct, '%', 3)} />
      </Device>
      {live.gpus.map((gpu) => (
        <Gpu key={gpu.device} gpu={gpu} name={nameOf(live, gpu.device)} />
      ))}
    </SimpleGrid>
  );
}

function Gpu({ gpu, name }: { gpu: GpuState; name: string }) {
  const held = slowdownWords(gpu.throttle_reasons);
  return (
    <Device name={name}>
      <Stat label={MACHINE.temperature} value={withUnit(gpu.temp_c, '°C')} />
      <Stat label={MACHINE.sm_clock} value={withUnit(gpu.clock_sm_mhz, 'MHz')} />
      <Stat label={MACHINE.memory_clock} value={withUnit(gpu.clock_mem_mhz, 'MHz')} />
      <Stat label={MACHINE.utilisation} value={withUnit(gpu.util_pct, '%')} />
      <Stat
        label={MACHINE.clocks}
        value={
          held === null
            ? MACHINE.unknown
            : held.length === 0
              ? MACHINE.not_held
              : held.map((word) => (
                  <Badge key={word} color="orange" variant="outline" radius="sm" tt="none" mr={4}>
                    {word}
                  </Badge>
                ))
        }
      />
    </Device>
  );
}

function Device({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Stack gap={4} role="group" aria-label={name}>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <Group gap="lg">{children}</Group>
    </Stack>
  );
}

const nameOf = (live: LiveWindow, device: string): string =>
  live.sources.find((source) => source.id.includes(device))?.device ?? device;

const withUnit = (value: number | null, unit: string, digits = 4): string =>
  value === null ? MACHINE.unknown : `${formatNumber(value, digits)}\u00a0${unit}`;

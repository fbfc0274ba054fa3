// How the processors are: warm, busy, held back. What the machine does not tell is said, not shown as 0.
import { Badge, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { slowdownWords } from '../../core/guards/slowdown-words.ts';
import type { GpuState } from '../../core/source.ts';
import { formatNumber } from '../format/number.ts';
import type { LiveWindow } from '../state/live-window.ts';
import { Stat } from './stat.tsx';

export function MachineState({ live }: { live: LiveWindow }) {
  if (live.sources.length === 0) return null;
  return (
    <SimpleGrid cols={{ base: 1, md: live.gpus.length === 0 ? 1 : 2 }} mt="sm">
      <Device name="Processor">
        <Stat label="Temperature" value={withUnit(live.cpu.temp_c, '°C', 3)} />
        <Stat label="Utilisation" value={withUnit(live.cpu.util_pct, '%', 3)} />
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
      <Stat label="Temperature" value={withUnit(gpu.temp_c, '°C')} />
      <Stat label="SM clock" value={withUnit(gpu.clock_sm_mhz, 'MHz')} />
      <Stat label="Memory clock" value={withUnit(gpu.clock_mem_mhz, 'MHz')} />
      <Stat label="Utilisation" value={withUnit(gpu.util_pct, '%')} />
      <Stat
        label="Clocks"
        value={
          held === null
            ? 'not told'
            : held.length === 0
              ? 'not held back'
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
  value === null ? 'not told' : `${formatNumber(value, digits)}\u00a0${unit}`;

// Describes the machine as it is stored with every study.
import { SimpleGrid } from '@mantine/core';
import type { MachineInventory } from '../../../core/machine/inventory.ts';
import { Section } from '../../components/section.tsx';
import { Stat } from '../../components/stat.tsx';
import { formatNumber } from '../../format/number.ts';
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.machine;

export function MachineCard({ machine }: { machine: MachineInventory }) {
  const cores =
    machine.cpu_physical_cores === null
      ? TEXT.threads(machine.cpu_threads)
      : TEXT.cores(machine.cpu_physical_cores, machine.cpu_threads);
  return (
    <Section title={TEXT.title} note={TEXT.note}>
      <SimpleGrid cols={{ base: 2, md: 3 }} spacing="sm">
        <Stat label={TEXT.processor} value={machine.cpu_model} note={cores} />
        <Stat label={TEXT.memory} value={`${formatNumber(machine.memory_b / 2 ** 30, 3)} GiB`} />
        <Stat
          label={TEXT.graphics}
          value={machine.gpus.length === 0 ? TEXT.no_gpu : machine.gpus.map((gpu) => gpu.name).join(', ')}
          note={machine.gpus[0]?.driver == null ? undefined : TEXT.driver(machine.gpus[0].driver)}
        />
        <Stat label={TEXT.os} value={machine.os} note={`${machine.kernel}, ${machine.arch}`} />
        <Stat label={TEXT.governor} value={machine.cpu_governor ?? TEXT.no_governor} />
        <Stat label={TEXT.virtualisation} value={machine.virtualisation ?? TEXT.bare_metal} />
      </SimpleGrid>
    </Section>
  );
}

// What the machine is, as it will be stored with every study.
import { SimpleGrid } from '@mantine/core';
import type { MachineInventory } from '../../../core/machine/inventory.ts';
import { Section } from '../../components/section.tsx';
import { Stat } from '../../components/stat.tsx';
import { formatNumber } from '../../format/number.ts';

export function MachineCard({ machine }: { machine: MachineInventory }) {
  const cores =
    machine.cpu_physical_cores === null
      ? `${machine.cpu_threads} threads`
      : `${machine.cpu_physical_cores} cores, ${machine.cpu_threads} threads`;
  return (
    <Section title="This machine" note="Stored with every study; the host name only as a hash.">
      <SimpleGrid cols={{ base: 2, md: 3 }} spacing="sm">
        <Stat label="Processor" value={machine.cpu_model} note={cores} />
        <Stat label="Memory" value={`${formatNumber(machine.memory_b / 2 ** 30, 3)} GiB`} />
        <Stat
          label="Graphics"
          value={machine.gpus.length === 0 ? 'none found' : machine.gpus.map((gpu) => gpu.name).join(', ')}
          note={machine.gpus[0]?.driver == null ? undefined : `driver ${machine.gpus[0].driver}`}
        />
        <Stat label="Operating system" value={machine.os} note={`${machine.kernel}, ${machine.arch}`} />
        <Stat label="CPU governor" value={machine.cpu_governor ?? 'not told'} />
        <Stat label="Virtualisation" value={machine.virtualisation ?? 'none (bare metal)'} />
      </SimpleGrid>
    </Section>
  );
}

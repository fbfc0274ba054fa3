// How often, from which seed, and how each training is done.
import { NumberInput, Select, SimpleGrid, Stack } from '@mantine/core';
import { WholeNumber } from './data-fields.tsx';
import type { FormState } from './form-state.ts';

export function MoreFields({ form, set }: { form: FormState; set: (part: Partial<FormState>) => void }) {
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2} spacing="sm">
        <WholeNumber
          label="Replicates of every cell"
          value={form.replicates}
          min={1}
          set={(replicates) => set({ replicates })}
        />
        <WholeNumber label="Seed of the order" value={form.seed} min={0} set={(seed) => set({ seed })} />
      </SimpleGrid>
      <SimpleGrid cols={2} spacing="sm">
        <Select
          label="Optimiser"
          allowDeselect={false}
          value={form.optimiser}
          data={[
            { value: 'adam', label: 'Adam' },
            { value: 'sgd', label: 'SGD with momentum' },
          ]}
          onChange={(value) => value !== null && set({ optimiser: value === 'sgd' ? 'sgd' : 'adam' })}
        />
        <NumberInput
          label="Learning rate"
          value={form.learning_rate}
          min={0}
          step={0.001}
          decimalScale={6}
          onChange={(learning_rate) => set({ learning_rate })}
        />
      </SimpleGrid>
      <SimpleGrid cols={2} spacing="sm">
        <NumberInput
          label="Idle baseline before, s"
          value={form.idle_s}
          min={0}
          max={600}
          onChange={(idle_s) => set({ idle_s })}
        />
        <NumberInput
          label="Cool-down after, s"
          value={form.cooldown_s}
          min={0}
          max={600}
          onChange={(cooldown_s) => set({ cooldown_s })}
        />
      </SimpleGrid>
    </Stack>
  );
}

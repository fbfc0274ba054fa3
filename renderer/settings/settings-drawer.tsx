// The settings: where the electricity comes from, how results are judged, how the window looks.
import {
  Alert,
  Button,
  Drawer,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
} from '@mantine/core';
import { useState } from 'react';
import { call } from '../bridge/call.ts';
import { useRequest } from '../bridge/use-request.ts';
import { formatNumber } from '../format/number.ts';
import { useSettings } from '../state/settings.tsx';
import { type Form, formOf, settingsOf } from './form.ts';
import { StudiesFolder } from './studies-folder.tsx';

export function SettingsDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title="Settings"
      position="right"
      size={400}
      closeButtonProps={{ 'aria-label': 'Close the settings' }}
    >
      <SettingsForm onClose={onClose} />
    </Drawer>
  );
}

/** Starts from the settings as they are each time the drawer opens, since closing it takes the form away. */
function SettingsForm({ onClose }: { onClose: () => void }) {
  const { settings, save } = useSettings();
  const regions = useRequest(() => call('carbon:regions'), '');
  const [form, setForm] = useState(() => formOf(settings));
  const set = (part: Partial<Form>): void => setForm((last) => ({ ...last, ...part }));
  const result = settingsOf(form);
  const keep = async (): Promise<void> => {
    if ('settings' in result && (await save({ ...result.settings, calibrations: settings.calibrations })))
      onClose();
  };

  return (
    <Stack gap="md">
      <Text fw={600}>Electricity</Text>
      <Select
        label="Region"
        description="Average of the country’s grid. None: the world average, and the report says so."
        placeholder="World average"
        searchable
        clearable
        value={form.region}
        onChange={(region) => set({ region })}
        data={(regions.data ?? []).map(({ code, name, intensity_g_per_kwh }) => ({
          value: code,
          label: `${name} (${formatNumber(intensity_g_per_kwh, 3)} g/kWh)`,
        }))}
        error={regions.error}
      />
      <NumberInput
        label="Own factor, g CO₂e per kWh"
        description="Goes before the region, for instance from your supplier’s bill."
        placeholder="none"
        value={form.intensity}
        min={0}
        onChange={(intensity) => set({ intensity })}
      />
      <NumberInput
        label="PUE"
        description="Power usage effectiveness of the building: 1 for a workstation."
        value={form.pue}
        min={1}
        max={5}
        step={0.05}
        onChange={(pue) => set({ pue })}
      />
      <Text fw={600}>Statistics</Text>
      <NumberInput
        label="Significance level"
        description="Chosen before looking at the results; 0.05 is the custom."
        value={form.alpha}
        min={0.001}
        max={0.499}
        step={0.01}
        decimalScale={4}
        onChange={(alpha) => set({ alpha })}
      />
      <Text fw={600}>Measuring</Text>
      <NumberInput
        label="Readings a second"
        description="Of the power sources, as far as each allows, 1 to 100; counts from the next sweep on."
        value={form.sample_hz}
        min={1}
        max={100}
        onChange={(sample_hz) => set({ sample_hz })}
      />
      <NumberInput
        label="CPU counters, readings a second"
        description="1 to 1000; empty: as the others."
        placeholder="as the others"
        value={form.counter_hz}
        min={1}
        max={1000}
        onChange={(counter_hz) => set({ counter_hz })}
      />
      <StudiesFolder chosen={form.studies_dir} onChoose={(studies_dir) => set({ studies_dir })} />
      <Text fw={600}>Appearance</Text>
      <SegmentedControl
        aria-label="Unit of energy"
        value={form.energy_unit}
        onChange={(unit) => set({ energy_unit: unit === 'Wh' ? 'Wh' : 'J' })}
        data={[
          { value: 'J', label: 'Joules' },
          { value: 'Wh', label: 'Watt-hours' },
        ]}
      />
      <Text size="xs" c="dimmed" mt={-10}>
        Of energies in the window; the report and the files are in joules.
      </Text>
      <SegmentedControl
        aria-label="Theme"
        value={form.theme}
        onChange={(theme) => set({ theme: theme === 'light' || theme === 'dark' ? theme : 'auto' })}
        data={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
          { value: 'auto', label: 'As the system' },
        ]}
      />
      {'problem' in result ? (
        <Alert color="red" variant="light">
          {result.problem}
        </Alert>
      ) : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={() => void keep()} disabled={'problem' in result}>
          Save
        </Button>
      </Group>
    </Stack>
  );
}

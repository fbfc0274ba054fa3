// The settings: electricity, statistics, measuring, appearance.
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
import { APPEARANCE, ELECTRICITY, MEASURING, SETTINGS, STATISTICS } from './texts.ts';

export function SettingsDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={SETTINGS.title}
      position="right"
      size={400}
      closeButtonProps={{ 'aria-label': SETTINGS.close }}
    >
      <SettingsForm onClose={onClose} />
    </Drawer>
  );
}

/** Starts from the current settings at every opening, since closing the drawer unmounts the form. */
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
      <Text fw={600}>{ELECTRICITY.title}</Text>
      <Select
        label={ELECTRICITY.region.label}
        description={ELECTRICITY.region.help}
        placeholder={ELECTRICITY.region.placeholder}
        searchable
        clearable
        value={form.region}
        onChange={(region) => set({ region })}
        data={(regions.data ?? []).map(({ code, name, intensity_g_per_kwh }) => ({
          value: code,
          label: ELECTRICITY.region.choice(name, formatNumber(intensity_g_per_kwh, 3)),
        }))}
        error={regions.error}
      />
      <NumberInput
        label={ELECTRICITY.own.label}
        description={ELECTRICITY.own.help}
        placeholder={ELECTRICITY.own.placeholder}
        value={form.intensity}
        min={0}
        onChange={(intensity) => set({ intensity })}
      />
      <NumberInput
        label={ELECTRICITY.pue.label}
        description={ELECTRICITY.pue.help}
        value={form.pue}
        min={1}
        max={5}
        step={0.05}
        onChange={(pue) => set({ pue })}
      />
      <Text fw={600}>{STATISTICS.title}</Text>
      <NumberInput
        label={STATISTICS.alpha.label}
        description={STATISTICS.alpha.help}
        value={form.alpha}
        min={0.001}
        max={0.499}
        step={0.01}
        decimalScale={4}
        onChange={(alpha) => set({ alpha })}
      />
      <Text fw={600}>{MEASURING.title}</Text>
      <NumberInput
        label={MEASURING.rate.label}
        description={MEASURING.rate.help}
        value={form.sample_hz}
        min={1}
        max={100}
        onChange={(sample_hz) => set({ sample_hz })}
      />
      <NumberInput
        label={MEASURING.counter_rate.label}
        description={MEASURING.counter_rate.help}
        placeholder={MEASURING.counter_rate.placeholder}
        value={form.counter_hz}
        min={1}
        max={1000}
        onChange={(counter_hz) => set({ counter_hz })}
      />
      <StudiesFolder chosen={form.studies_dir} onChoose={(studies_dir) => set({ studies_dir })} />
      <Text fw={600}>{APPEARANCE.title}</Text>
      <SegmentedControl
        aria-label={APPEARANCE.unit}
        value={form.energy_unit}
        onChange={(unit) => set({ energy_unit: unit === 'Wh' ? 'Wh' : 'J' })}
        data={[
          { value: 'J', label: APPEARANCE.units.J },
          { value: 'Wh', label: APPEARANCE.units.Wh },
        ]}
      />
      <Text size="xs" c="dimmed" mt={-10}>
        {APPEARANCE.unit_note}
      </Text>
      <SegmentedControl
        aria-label={APPEARANCE.theme}
        value={form.theme}
        onChange={(theme) => set({ theme: theme === 'light' || theme === 'dark' ? theme : 'auto' })}
        data={[
          { value: 'light', label: APPEARANCE.themes.light },
          { value: 'dark', label: APPEARANCE.themes.dark },
          { value: 'auto', label: APPEARANCE.themes.auto },
        ]}
      />
      {'problem' in result ? (
        <Alert color="red" variant="light">
          {result.problem}
        </Alert>
      ) : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {SETTINGS.cancel}
        </Button>
        <Button onClick={() => void keep()} disabled={'problem' in result}>
          {SETTINGS.save}
        </Button>
      </Group>
    </Stack>
  );
}

// Takes wall-meter readings typed in during a sweep, an independent check on the whole machine.
import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { WallEntry, type WallReading } from '../../../core/study/wall-entry.ts';
import { J_PER_KWH } from '../../../core/units.ts';
import { call } from '../../bridge/call.ts';
import { useRequest } from '../../bridge/use-request.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { formatNumber, NOTHING } from '../../format/number.ts';
import { useNotices } from '../../state/notices.tsx';
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.wall;

type Unit = 'power_w' | 'energy_kwh';

export function WallCard({ study }: { study: string }) {
  const readings = useRequest(() => call('sweep:wall-readings'), study);
  const all = readings.data ?? [];
  return (
    <Section title={TEXT.title} note={TEXT.note}>
      <Stack gap="sm">
        <Group gap="md" align="flex-start">
          <Entry unit="power_w" label={TEXT.power} onSaved={readings.reload} />
          <Entry unit="energy_kwh" label={TEXT.counter} onSaved={readings.reload} />
        </Group>
        {all.length === 0 ? null : (
          <DataTable
            label={TEXT.table}
            max_height={180}
            rows={[...all].reverse()}
            rowKey={({ t_ns }) => String(t_ns)}
            columns={[
              { head: TEXT.trial, is_number: true, cell: ({ trial }) => trial ?? TEXT.between },
              { head: TEXT.power_column, is_number: true, cell: ({ power_w }) => formatNumber(power_w, 5) },
              { head: TEXT.counter_column, is_number: true, cell: kwh },
            ]}
          />
        )}
      </Stack>
    </Section>
  );
}

const kwh = ({ energy_j }: WallReading): string =>
  energy_j === null ? NOTHING : formatNumber(energy_j / J_PER_KWH, 6);

function Entry({ unit, label, onSaved }: { unit: Unit; label: string; onSaved: () => void }) {
  const notices = useNotices();
  const [value, setValue] = useState<number | string>('');
  const begun_ms = useRef(0);
  const entry = WallEntry.safeParse({
    [unit]: value === '' ? undefined : Number(value),
    age_s: 0,
  });
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!entry.success) return;
    try {
      const age_s = Math.min(3600, (performance.now() - begun_ms.current) / 1000);
      await call('sweep:wall', { ...entry.data, age_s });
      setValue('');
      onSaved();
    } catch (error) {
      notices.error(TEXT.not_saved, error);
    }
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <Group gap={6} align="flex-end" wrap="nowrap">
        <NumberInput
          label={label}
          w={150}
          min={0}
          value={value}
          onChange={(next) => {
            if (value === '') begun_ms.current = performance.now();
            setValue(next);
          }}
        />
        <Button type="submit" variant="default" disabled={!entry.success} aria-label={TEXT.save_label(label)}>
          {TEXT.save}
        </Button>
      </Group>
      {value === '' || entry.success ? null : (
        <Text size="xs" c="red.8">
          {unit === 'power_w' ? TEXT.power_range : TEXT.counter_range}
        </Text>
      )}
    </form>
  );
}

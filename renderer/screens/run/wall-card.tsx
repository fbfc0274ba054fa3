// What a wall meter shows, typed in while the sweep runs: a second witness that sees the whole machine.
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

type Unit = 'power_w' | 'energy_kwh';

export function WallCard({ study }: { study: string }) {
  const readings = useRequest(() => call('sweep:wall-readings'), study);
  const all = readings.data ?? [];
  return (
    <Section
      title="Wall meter"
      note="Counted from when you begin to type. Kept with the trial that runs, beside what the sensors say; never mixed with it."
    >
      <Stack gap="sm">
        <Group gap="md" align="flex-start">
          <Entry unit="power_w" label="It shows, W" onKept={readings.reload} />
          <Entry unit="energy_kwh" label="Its counter, kWh" onKept={readings.reload} />
        </Group>
        {all.length === 0 ? null : (
          <DataTable
            label="Wall readings of this sweep"
            max_height={180}
            rows={[...all].reverse()}
            rowKey={({ t_ns }) => String(t_ns)}
            columns={[
              { head: 'Trial', is_number: true, cell: ({ trial }) => trial ?? 'between' },
              { head: 'Power, W', is_number: true, cell: ({ power_w }) => formatNumber(power_w, 5) },
              { head: 'Counter, kWh', is_number: true, cell: kwh },
            ]}
          />
        )}
      </Stack>
    </Section>
  );
}

const kwh = ({ energy_j }: WallReading): string =>
  energy_j === null ? NOTHING : formatNumber(energy_j / J_PER_KWH, 6);

function Entry({ unit, label, onKept }: { unit: Unit; label: string; onKept: () => void }) {
  const notices = useNotices();
  const [value, setValue] = useState<number | string>('');
  const begun_ms = useRef(0);
  const entry = WallEntry.safeParse({
    [unit]: value === '' ? undefined : Number(value),
    age_s: 0,
  });
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!entry.success) return;
    try {
      const age_s = Math.min(3600, (performance.now() - begun_ms.current) / 1000);
      await call('sweep:wall', { ...entry.data, age_s });
      setValue('');
      onKept();
    } catch (error) {
      notices.error('The reading was not kept', error);
    }
  };
  return (
    <form onSubmit={(event) => void keep(event)}>
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
        <Button type="submit" variant="default" disabled={!entry.success} aria-label={`Keep: ${label}`}>
          Keep
        </Button>
      </Group>
      {value === '' || entry.success ? null : (
        <Text size="xs" c="red.8">
          0 to {unit === 'power_w' ? '100,000 W' : '10,000,000 kWh'}
        </Text>
      )}
    </form>
  );
}

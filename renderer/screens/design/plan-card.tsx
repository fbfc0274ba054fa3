// Designs that exist already: presets with the source of every setting, and files; what one of them will take, before it runs.
import { Button, Card, Group, Select, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Design } from '../../../core/design/design.ts';
import { PRESET_NAMES, type PresetName } from '../../../core/design/presets.ts';
import type { ForecastDocument } from '../../../core/forecast/document.ts';
import { call } from '../../bridge/call.ts';
import { useNotices } from '../../state/notices.tsx';
import { useSweep } from '../../state/sweep.tsx';
import { ForecastView } from './forecast-view.tsx';
import { type Planned, PlanTable } from './plan-table.tsx';

const PRESETS: Readonly<Record<PresetName, string>> = {
  quick: 'Quick benchmark',
  standard: 'Standard sweep',
  'antonopoulos-part-1': 'Antonopoulos, Part I',
};
const NAMES = PRESET_NAMES.map((value) => ({ value, label: PRESETS[value] }));

export function PlanCard({ onRun }: { onRun: (design: Design) => Promise<void> }) {
  const notices = useNotices();
  const { state } = useSweep();
  const [plan, setPlan] = useState<Planned | null>(null);
  const [said, setSaid] = useState<ForecastDocument | null>(null);
  const [busy, setBusy] = useState<'plan' | 'forecast' | null>(null);

  const work = async (what: 'plan' | 'forecast', failed: string, act: () => Promise<void>): Promise<void> => {
    setBusy(what);
    try {
      await act();
    } catch (error) {
      notices.error(failed, error);
    } finally {
      setBusy(null);
    }
  };
  const take = (next: Planned | null): void => {
    if (next === null) return;
    setPlan(next);
    setSaid(null);
  };
  const choose = (name: string | null): Promise<void> =>
    work('plan', 'The preset could not be made', async () => {
      const found = PRESET_NAMES.find((one) => one === name);
      if (found) take({ ...(await call('design:preset', found)), path: null });
    });
  const open = (): Promise<void> =>
    work('plan', 'The design could not be opened', async () => take(await call('design:open')));
  const save = (): Promise<void> =>
    work('plan', 'The design was not saved', async () => {
      const path = plan && (await call('design:save', plan.design));
      if (path) notices.done('Design saved', path);
    });
  const forecast = (): Promise<void> =>
    work('forecast', 'No forecast could be made', async () =>
      setSaid(plan && (await call('design:forecast', plan.design))),
    );

  return (
    <Card padding="lg" component="section" aria-label="Presets and design files">
      <Stack gap="md">
        <Group justify="space-between" align="flex-end" wrap="nowrap">
          <div>
            <Title order={2}>Presets and design files</Title>
            <Text size="sm" c="dimmed">
              The same files the command line runs.
            </Text>
          </div>
          <Group gap="xs" wrap="nowrap" align="flex-end">
            <Select
              label="Preset"
              placeholder="Choose"
              data={NAMES}
              onChange={(name) => void choose(name)}
              disabled={busy !== null}
            />
            <Button variant="default" onClick={() => void open()} loading={busy === 'plan'}>
              Open a design…
            </Button>
          </Group>
        </Group>
        {plan === null ? null : (
          <>
            <PlanTable plan={plan} />
            {said === null ? null : <ForecastView said={said} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => void save()} disabled={busy !== null}>
                Save as…
              </Button>
              <Button variant="default" onClick={() => void forecast()} loading={busy === 'forecast'}>
                Forecast
              </Button>
              <Button
                onClick={() => void onRun(plan.design)}
                loading={state.kind === 'starting'}
                disabled={busy !== null}
              >
                Run {plan.design.name}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Card>
  );
}

// Shows the sensors of this machine, their accuracy and the power drawn now.

import { Alert, Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../bridge/call.ts';
import { useRequest } from '../../bridge/use-request.ts';
import { RequestView } from '../../components/request-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { BackendTable } from './backend-table.tsx';
import { LivePanel } from './live-panel.tsx';
import { MachineCard } from './machine-card.tsx';
import { SourceTable } from './source-table.tsx';
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.screen;

export function HardwareScreen() {
  const [asked, setAsked] = useState<{ what: 'machine:inspect' | 'machine:watch'; turn: number }>({
    what: 'machine:inspect',
    turn: 0,
  });
  const machine = useRequest(() => call(asked.what), JSON.stringify(asked));
  const ask = (what: typeof asked.what): void => setAsked(({ turn }) => ({ what, turn: turn + 1 }));
  const inspect = (): void => ask('machine:inspect');
  return (
    <Screen
      name="hardware"
      lead={TEXT.lead}
      actions={
        <Button variant="default" size="xs" onClick={inspect} loading={machine.is_loading}>
          {TEXT.inspect}
        </Button>
      }
    >
      <LivePanel />
      <RequestView request={machine} failed={TEXT.inspect_failed}>
        {(doctor) => (
          <Stack gap="md">
            {doctor.sources.some((one) => one.available && one.kind !== 'modelled') ? null : (
              <Alert role="note" color="orange" variant="light" title={TEXT.no_sensor}>
                {TEXT.estimates}
              </Alert>
            )}
            <SourceTable
              sources={doctor.sources}
              watch={
                doctor.sources.some((one) => one.available && one.kind === 'measured')
                  ? { run: () => ask('machine:watch'), is_running: machine.is_loading }
                  : null
              }
              onFixed={inspect}
            />
            <MachineCard machine={doctor.machine} />
            <BackendTable backends={doctor.trainer.backends} />
          </Stack>
        )}
      </RequestView>
    </Screen>
  );
}

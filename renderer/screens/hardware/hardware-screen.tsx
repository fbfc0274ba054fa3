// What this machine can measure, how well, and what it draws right now.

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
      lead="Where the watts come from on this machine, and how far each number can be trusted."
      actions={
        <Button variant="default" size="xs" onClick={inspect} loading={machine.is_loading}>
          Inspect again
        </Button>
      }
    >
      <LivePanel />
      <RequestView request={machine} failed="The machine could not be inspected">
        {(doctor) => (
          <Stack gap="md">
            {doctor.sources.some((one) => one.available && one.kind !== 'modelled') ? null : (
              <Alert role="note" color="orange" variant="light" title="No power sensor can be read here">
                Every energy on this machine would be an estimate from a model. The table below says which
                sensors were looked for and what can be done about each.
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

// One trial: its power by phase, its energy by each available way, its epochs, conditions and flags.
import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { OpenedStudy } from '../../../core/contract/ipc.ts';
import type { TrialRow } from '../../../core/study/trial-row.ts';
import { flagWords } from '../../../core/words/flags.ts';
import { call } from '../../bridge/call.ts';
import { useRequest } from '../../bridge/use-request.ts';
import { RequestView } from '../../components/request-view.tsx';
import { Section } from '../../components/section.tsx';
import { cellLabel } from '../../format/labels.ts';
import { ConditionsTable } from './conditions-table.tsx';
import { EnergyTable } from './energy-table.tsx';
import { EpochsTable } from './epochs-table.tsx';
import { LeaveOut } from './leave-out.tsx';
import { TRIAL } from './texts.ts';
import { ThreeWays } from './three-ways.tsx';
import { TraceChart, type Window } from './trace-chart.tsx';

export function TrialPage({ view, row }: { view: OpenedStudy; row: TrialRow }) {
  const [window, setWindow] = useState<Window | null>(null);
  const request = useRequest(
    () => call('trial:open', { study: view.study, trial: row.trial, ...(window === null ? {} : { window }) }),
    `${view.study} ${row.trial} ${JSON.stringify(window)}`,
  );
  return (
    <>
      <Section
        title={TRIAL.title(row.trial, cellLabel(row.levels, view.factors))}
        aside={
          window === null ? null : (
            <Button size="xs" variant="default" onClick={() => setWindow(null)}>
              {TRIAL.whole}
            </Button>
          )
        }
      >
        <RequestView request={request} failed={TRIAL.not_read}>
          {(trial) => (
            <Stack gap="sm" data-testid="trial-page">
              <LeaveOut study={view.study} row={row} />
              <TraceChart trial={trial} window={window} onWindow={setWindow} />
              <EnergyTable energies={trial.energies} />
              <ThreeWays energies={trial.energies} wall={trial.wall} power_total_w={row.power_total_w} />
              {trial.events.length === 0 ? null : (
                <List size="sm" spacing={2}>
                  {trial.events.map(({ t_s, kind, message }) => (
                    <List.Item key={`${t_s} ${kind} ${message}`}>
                      {TRIAL.event(t_s.toFixed(1), flagWords(kind).label, message)}
                    </List.Item>
                  ))}
                </List>
              )}
              <Group align="flex-start" grow preventGrowOverflow={false} gap="xl">
                <EpochsTable epochs={trial.epochs} />
                <ConditionsTable conditions={row.conditions} />
              </Group>
            </Stack>
          )}
        </RequestView>
        {row.flags.map((flag) => (
          <Text size="sm" key={flag} mt={6}>
            <b>{flagWords(flag).label}</b> {flagWords(flag).meaning}
          </Text>
        ))}
      </Section>
    </>
  );
}

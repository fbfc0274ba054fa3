// The first run in three steps: what this machine can measure, where its electricity comes from, and the benchmark.
import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AppInfo } from '../../../core/contract/ipc.ts';
import type { ScreenName } from '../../../core/contract/screens.ts';
import { call } from '../../bridge/call.ts';
import { useRequest } from '../../bridge/use-request.ts';
import { RunIcon } from '../../components/icons.tsx';
import { RequestView } from '../../components/request-view.tsx';
import { useQuick } from '../../state/use-quick.ts';
import { FoundSources } from './found-sources.tsx';
import { PlaceFields, usePlace } from './place-fields.tsx';

export function Welcome(props: { info: AppInfo; onShow: (screen: ScreenName) => void }) {
  const { info, onShow } = props;
  const machine = useRequest(() => call('machine:inspect'), '');
  const place = usePlace(info.country);
  const quick = useQuick();
  const run = async (): Promise<void> => {
    if ((await place.keep()) && (await quick.run())) onShow('run');
  };
  return (
    <Stack gap="md" data-testid="welcome">
      <Text maw={720}>
        Wattproof measures what a training run costs in energy and carbon, runs designed experiments, and says
        of every number whether it was measured, derived or modelled, and how sure it is. Three steps to a
        first result:
      </Text>
      <Step number={1} title="What this machine can measure">
        <RequestView request={machine} failed="The machine could not be inspected">
          {(doctor) => <FoundSources doctor={doctor} onMore={() => onShow('hardware')} />}
        </RequestView>
      </Step>
      <Step number={2} title="Where its electricity comes from">
        <PlaceFields place={place} />
      </Step>
      <Step number={3} title="A first sweep">
        <Group justify="space-between" gap="md">
          <Text size="sm" maw={520}>
            The quick benchmark takes about three minutes: some 20 short trainings that fit this machine, in
            random order, measured and analysed. Leave the machine alone meanwhile.
          </Text>
          <Button
            size="lg"
            leftSection={<RunIcon />}
            loading={quick.is_busy}
            disabled={quick.is_running || place.problem !== null}
            onClick={() => void run()}
          >
            Run the quick benchmark
          </Button>
        </Group>
      </Step>
      <Text size="sm" c="dimmed">
        Somebody gave you a study? Drop the .wattproof file on this window. For an experiment of your own, go
        to{' '}
        <Button variant="transparent" size="compact-sm" px={0} onClick={() => onShow('design')}>
          Design
        </Button>
        .
      </Text>
    </Stack>
  );
}

function Step(props: { number: number; title: string; children: ReactNode }) {
  return (
    <Card component="section" aria-label={props.title} padding="lg">
      <Group gap="sm" mb="sm" wrap="nowrap">
        <Badge circle size="lg" aria-hidden="true">
          {props.number}
        </Badge>
        <Title order={2}>{props.title}</Title>
      </Group>
      {props.children}
    </Card>
  );
}

// Three steps of the first run: the sensors of this machine, its electricity, and the quick benchmark.
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
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.welcome;

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
      <Text maw={720}>{TEXT.lead}</Text>
      <Step number={1} title={TEXT.machine}>
        <RequestView request={machine} failed={TEXT.inspect_failed}>
          {(doctor) => <FoundSources doctor={doctor} onMore={() => onShow('hardware')} />}
        </RequestView>
      </Step>
      <Step number={2} title={TEXT.place}>
        <PlaceFields place={place} />
      </Step>
      <Step number={3} title={TEXT.first_sweep}>
        <Group justify="space-between" gap="md">
          <Text size="sm" maw={520}>
            {TEXT.quick}
          </Text>
          <Button
            size="lg"
            leftSection={<RunIcon />}
            loading={quick.is_busy}
            disabled={quick.is_running || place.problem !== null}
            onClick={() => void run()}
          >
            {TEXT.run}
          </Button>
        </Group>
      </Step>
      <Text size="sm" c="dimmed">
        {TEXT.own_study} {TEXT.own_design}{' '}
        <Button variant="transparent" size="compact-sm" px={0} onClick={() => onShow('design')}>
          {TEXT.design}
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

// Sets up a sweep, shows it running, and says how it ended.
import { Grid, Stack } from '@mantine/core';
import { call } from '../../bridge/call.ts';
import { useRequest } from '../../bridge/use-request.ts';
import { RequestView } from '../../components/request-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { useSweep } from '../../state/sweep.tsx';
import type { ScreenName } from '../screen-name.ts';
import { DesignForm } from './design-form.tsx';
import { EndedAlert } from './ended-alert.tsx';
import { PlanCard } from './plan-card.tsx';
import { ProgressView } from './progress-view.tsx';
import { QuickCard } from './quick-card.tsx';

export function RunScreen(props: { dataset_dir: string | null; onShow: (screen: ScreenName) => void }) {
  const { state } = useSweep();
  const machine = useRequest(() => call('machine:inspect'), '');
  if (state.kind === 'running') {
    return (
      <Screen title="Run" lead="The sweep is running. Leave the machine alone for the cleanest numbers.">
        <ProgressView progress={state.progress} is_aborting={state.is_aborting} />
      </Screen>
    );
  }
  return (
    <Screen
      title="Run"
      lead="A sweep trains every combination of the levels several times, in random order, and measures each training."
    >
      {state.kind === 'ended' ? <EndedAlert end={state.end} onShow={props.onShow} /> : null}
      <Stack gap="md">
        <QuickCard />
        <PlanCard />
        <Grid>
          <Grid.Col span={12}>
            <RequestView request={machine} failed="The trainer could not be asked what it can run">
              {(doctor) => <DesignForm backends={doctor.trainer.backends} dataset_dir={props.dataset_dir} />}
            </RequestView>
          </Grid.Col>
        </Grid>
      </Stack>
    </Screen>
  );
}

// Sets up what is compared: a preset, a file, or factors of one's own; and says before it runs what it will take.
import { Stack } from '@mantine/core';
import type { Design } from '../../../core/design/design.ts';
import { call } from '../../bridge/call.ts';
import { useRequest } from '../../bridge/use-request.ts';
import { RequestView } from '../../components/request-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { useSweep } from '../../state/sweep.tsx';
import type { ScreenName } from '../screen-name.ts';
import { DesignForm } from './design-form.tsx';
import { PlanCard } from './plan-card.tsx';

export function DesignScreen({
  dataset_dir,
  onShow,
}: {
  dataset_dir: string | null;
  onShow: (screen: ScreenName) => void;
}) {
  const { start } = useSweep();
  const run = async (design: Design): Promise<void> => {
    if (await start(design)) onShow('run');
  };
  const machine = useRequest(() => call('machine:inspect'), '');
  return (
    <Screen
      title="Design"
      lead="A sweep trains every combination of the levels several times, in random order, and measures each training."
    >
      <Stack gap="md">
        <PlanCard onRun={run} />
        <RequestView request={machine} failed="The trainer could not be asked what it can run">
          {(doctor) => (
            <DesignForm backends={doctor.trainer.backends} dataset_dir={dataset_dir} onRun={run} />
          )}
        </RequestView>
      </Stack>
    </Screen>
  );
}

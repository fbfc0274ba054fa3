// Sets up what is compared: from a preset, a file or from scratch; and says before it runs what it can show and will take.

import { useEffect } from 'react';
import type { ScreenName } from '../../../core/contract/screens.ts';
import type { Design } from '../../../core/design/design.ts';
import { call } from '../../bridge/call.ts';
import { useRequest } from '../../bridge/use-request.ts';
import { ErrorAlert, RequestView } from '../../components/request-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { useDraft } from '../../state/draft.tsx';
import { useSweep } from '../../state/sweep.tsx';
import { DesignEditor } from './design-editor.tsx';
import { firstDraft, fromScratch } from './draft/first-design.ts';
import { bestBackend } from './use-design-files.ts';

export function DesignScreen({
  dataset_dir,
  onShow,
}: {
  dataset_dir: string | null;
  onShow: (screen: ScreenName) => void;
}) {
  const { start } = useSweep();
  const { current, load } = useDraft();
  const machine = useRequest(() => call('machine:inspect'), '');
  const backends = machine.data?.trainer.backends ?? [];
  // A machine that could not be inspected can still write designs for another one.
  const is_known = machine.data !== null || machine.error !== null;
  useEffect(() => {
    if (current === null && is_known) load(fromScratch(firstDraft(bestBackend(backends), dataset_dir)));
  }, [current, is_known, load, backends, dataset_dir]);
  const run = async (design: Design): Promise<void> => {
    if (await start(design)) onShow('run');
  };
  return (
    <Screen
      name="design"
      lead="A sweep trains every combination of the levels several times, in random order, and measures each training."
    >
      {machine.error === null ? null : (
        <ErrorAlert
          title="The trainer could not be asked what it can run"
          text={machine.error}
          onRetry={machine.reload}
        />
      )}
      {current === null ? (
        <RequestView request={machine} failed="The trainer could not be asked what it can run">
          {() => null}
        </RequestView>
      ) : (
        <DesignEditor
          draft={current.draft}
          origin={current.origin}
          backends={backends}
          dataset_dir={dataset_dir}
          onRun={run}
        />
      )}
    </Screen>
  );
}

// Sets up a sweep from a preset, a file or scratch, and shows its power and forecast before it runs.

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
import { EDITOR_TEXTS } from './texts/editor.ts';
import { bestBackend } from './use-design-files.ts';

const TEXT = EDITOR_TEXTS.screen;

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
  // A machine that cannot be inspected can still be used to write designs for another.
  const is_known = machine.data !== null || machine.error !== null;
  useEffect(() => {
    if (current === null && is_known) load(fromScratch(firstDraft(bestBackend(backends), dataset_dir)));
  }, [current, is_known, load, backends, dataset_dir]);
  const run = async (design: Design): Promise<void> => {
    if (await start(design)) onShow('run');
  };
  return (
    <Screen name="design" lead={TEXT.lead}>
      {machine.error === null ? null : (
        <ErrorAlert title={TEXT.inspect_failed} text={machine.error} onRetry={machine.reload} />
      )}
      {current === null ? (
        <RequestView request={machine} failed={TEXT.inspect_failed}>
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

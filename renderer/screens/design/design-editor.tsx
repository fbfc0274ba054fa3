// The editor of a whole design, from its factors to its forecast.
import { Stack } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import type { Design } from '../../../core/design/design.ts';
import type { Backend } from '../../../core/trainer-protocol.ts';
import { useDraft } from '../../state/draft.tsx';
import { useSweep } from '../../state/sweep.tsx';
import { DesignGroups } from './design-groups.tsx';
import { DesignHead } from './design-head.tsx';
import { designOf } from './draft/design-of.ts';
import type { Draft, Origin } from './draft/draft.ts';
import type { Editing } from './editing.ts';
import { FactorTable } from './factors/factor-table.tsx';
import { missingHint } from './factors/level-field.tsx';
import { ForecastCard } from './forecast/forecast-card.tsx';
import { useForecast } from './forecast/use-forecast.ts';
import { PowerCard } from './power/power-card.tsx';
import { RunBar } from './run-bar.tsx';
import { EDITOR_TEXTS } from './texts/editor.ts';
import { useDesignFiles } from './use-design-files.ts';
import { useUndoKey } from './use-undo-key.ts';

export function DesignEditor(props: {
  draft: Draft;
  origin: Origin;
  backends: readonly Backend[];
  dataset_dir: string | null;
  onRun: (design: Design) => Promise<void>;
}) {
  const { draft, origin, backends, dataset_dir } = props;
  const { edit, undo, can_undo } = useDraft();
  const { state } = useSweep();
  const result = useMemo(() => designOf(draft, dataset_dir), [draft, dataset_dir]);
  const design = result.kind === 'design' ? result.design : null;
  const problems = result.kind === 'problems' ? result.problems : [];
  const files = useDesignFiles(backends, dataset_dir, design);
  const forecast = useForecast();
  useUndoKey(undo);
  // The page scrolls clear of the run bar, so that it never covers the focused field.
  useEffect(() => {
    document.documentElement.classList.add('has-run-bar');
    return () => document.documentElement.classList.remove('has-run-bar');
  }, []);

  const editing: Editing = { draft, origin, problems, backends, dataset_dir, edit };
  const why_not =
    state.kind === 'running' || state.kind === 'starting'
      ? EDITOR_TEXTS.run_bar.is_running
      : design === null
        ? null
        : missingHint(
            design.factors.precision,
            backends.find((one) => one.name === draft.backend),
          );
  return (
    <Stack gap="md">
      <DesignHead
        editing={editing}
        files={files}
        can_undo={can_undo}
        onUndo={undo}
        can_save={design !== null}
      />
      <FactorTable editing={editing} />
      <PowerCard editing={editing} />
      <DesignGroups editing={editing} design={design} />
      <ForecastCard forecast={forecast} design={design} />
      <RunBar
        design={design}
        problems={problems}
        why_not={why_not}
        is_starting={state.kind === 'starting'}
        is_timing={forecast.state.kind === 'timing'}
        onForecast={() => design !== null && forecast.ask(design)}
        onRun={() => design !== null && void props.onRun(design)}
      />
    </Stack>
  );
}

// Requests a forecast, follows its progress and can cancel it.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ForecastProgress } from '../../../../core/contract/ipc.ts';
import type { Design } from '../../../../core/design/design.ts';
import { AuditError } from '../../../../core/errors.ts';
import type { ForecastDocument } from '../../../../core/forecast/document.ts';
import { call, listen } from '../../../bridge/call.ts';
import { useNotices } from '../../../state/notices.tsx';
import { EDITOR_TEXTS } from '../texts/editor.ts';

export type ForecastState =
  | { readonly kind: 'none' }
  | { readonly kind: 'timing'; readonly progress: ForecastProgress | null; readonly is_stopping: boolean }
  | { readonly kind: 'said'; readonly said: ForecastDocument; readonly design: Design };

export interface ForecastAsk {
  readonly state: ForecastState;
  ask(design: Design): void;
  cancel(): void;
}

/** Leaving the screen cancels the timing, since nobody waits for the answer. */
export function useForecast(): ForecastAsk {
  const notices = useNotices();
  const [state, setState] = useState<ForecastState>({ kind: 'none' });
  const is_timing = useRef(false);

  useEffect(
    () =>
      listen('design:forecast-progress', (progress) =>
        setState((last) => (last.kind === 'timing' ? { ...last, progress } : last)),
      ),
    [],
  );
  const ask = useCallback(
    (design: Design) => {
      is_timing.current = true;
      setState({ kind: 'timing', progress: null, is_stopping: false });
      call('design:forecast', design).then(
        (said) => {
          is_timing.current = false;
          setState({ kind: 'said', said, design });
        },
        (error: unknown) => {
          is_timing.current = false;
          setState({ kind: 'none' });
          if (!(error instanceof AuditError) || error.code !== 'aborted')
            notices.error(EDITOR_TEXTS.forecast.failed, error);
        },
      );
    },
    [notices],
  );
  const cancel = useCallback(() => {
    setState((last) => (last.kind === 'timing' ? { ...last, is_stopping: true } : last));
    call('design:forecast-cancel').catch((error: unknown) =>
      notices.error(EDITOR_TEXTS.forecast.not_stopped, error),
    );
  }, [notices]);
  useEffect(
    () => () => {
      if (is_timing.current) void call('design:forecast-cancel').catch(() => {});
    },
    [],
  );
  return { state, ask, cancel };
}

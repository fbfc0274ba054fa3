// The running sweep, shared by all screens so that it continues whichever is shown.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Handed, StudyHandle } from '../../core/contract/handles.ts';
import type { SweepEnd, SweepProgress } from '../../core/contract/ipc.ts';
import type { Design } from '../../core/design/design.ts';
import { call, listen } from '../bridge/call.ts';
import { TEXTS } from '../texts.ts';
import type { LivePhase } from './live-window.ts';
import { useNotices } from './notices.tsx';

export type SweepState =
  | { readonly kind: 'none' }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'running';
      readonly progress: Handed<SweepProgress>;
      readonly is_aborting: boolean;
      /** Latest phases, oldest first; a reloaded window has only those since the reload. */
      readonly phases: readonly LivePhase[];
    }
  | { readonly kind: 'ended'; readonly end: Handed<SweepEnd> };

interface Sweep {
  readonly state: SweepState;
  /** Resolves to true when the sweep has started; otherwise a notice gives the reason. */
  start(design: Design): Promise<boolean>;
  /** Goes on with an unfinished study; resolves to true when that was asked for. A refusal is its end. */
  takeUp(study: StudyHandle): Promise<boolean>;
  abort(): Promise<void>;
  /** Pauses before the next trial. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Counts the times that the page found a sweep running when it was loaded: 1 after a reload into one. */
  readonly found: number;
  /** Clears the end of the last sweep, so that a new one can be set up. */
  dismiss(): void;
}

const SweepContext = createContext<Sweep | null>(null);

export function SweepProvider({ children }: { children: ReactNode }) {
  const notices = useNotices();
  const [state, setState] = useState<SweepState>({ kind: 'none' });
  const [found, setFound] = useState(0);

  useEffect(() => {
    const running = (progress: Handed<SweepProgress>): void =>
      setState((last) => ({
        kind: 'running',
        progress,
        is_aborting: last.kind === 'running' && last.is_aborting,
        phases: withPhase(last.kind === 'running' ? last.phases : [], progress),
      }));
    const unlisten = [
      listen('sweep:progress', running),
      listen('sweep:ended', (end) => setState({ kind: 'ended', end })),
    ];
    // A reloaded window picks up the running sweep.
    call('sweep:current').then(
      (progress) => {
        if (progress === null) return;
        running(progress);
        setFound((times) => times + 1);
      },
      (error: unknown) => notices.error(TEXTS.sweep.not_found, error),
    );
    return () => unlisten.forEach((stop) => stop());
  }, [notices]);

  const begin = useCallback(
    async (begun: () => Promise<unknown>) => {
      setState({ kind: 'starting' });
      try {
        await begun();
        return true;
      } catch (error) {
        setState({ kind: 'none' });
        notices.error(TEXTS.sweep.not_started, error);
        return false;
      }
    },
    [notices],
  );
  const start = useCallback((design: Design) => begin(() => call('sweep:start', design)), [begin]);
  const takeUp = useCallback(
    (study: StudyHandle) => begin(() => call('sweep:resume-study', { study })),
    [begin],
  );
  const abort = useCallback(async () => {
    setState((last) => (last.kind === 'running' ? { ...last, is_aborting: true } : last));
    try {
      await call('sweep:abort');
    } catch (error) {
      notices.error(TEXTS.sweep.not_aborted, error);
    }
  }, [notices]);
  const ask = useCallback(
    async (channel: 'sweep:pause' | 'sweep:resume') => {
      try {
        await call(channel);
      } catch (error) {
        const { not_paused, not_resumed } = TEXTS.sweep;
        notices.error(channel === 'sweep:pause' ? not_paused : not_resumed, error);
      }
    },
    [notices],
  );
  const pause = useCallback(() => ask('sweep:pause'), [ask]);
  const resume = useCallback(() => ask('sweep:resume'), [ask]);
  const dismiss = useCallback(
    () => setState((last) => (last.kind === 'ended' ? { kind: 'none' } : last)),
    [],
  );

  const value = useMemo(
    () => ({ state, found, start, takeUp, abort, pause, resume, dismiss }),
    [state, found, start, takeUp, abort, pause, resume, dismiss],
  );
  return <SweepContext value={value}>{children}</SweepContext>;
}

/** More phases than the drawn minute can show. */
const PHASES_KEPT = 60;

function withPhase(
  phases: readonly LivePhase[],
  { phase, phase_begin_ns }: Pick<SweepProgress, 'phase' | 'phase_begin_ns'>,
): readonly LivePhase[] {
  if (phase === '' || phases.at(-1)?.begin_ns === phase_begin_ns) return phases;
  return [...phases.slice(1 - PHASES_KEPT), { name: phase, begin_ns: phase_begin_ns }];
}

export function useSweep(): Sweep {
  const sweep = useContext(SweepContext);
  if (sweep === null) throw new TypeError('useSweep outside its provider');
  return sweep;
}

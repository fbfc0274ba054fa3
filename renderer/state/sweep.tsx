// The running sweep as every screen sees it: it goes on whichever screen is shown.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { SweepEnd, SweepProgress } from '../../core/contract/ipc.ts';
import type { Design } from '../../core/design/design.ts';
import { call, listen } from '../bridge/call.ts';
import type { LivePhase } from './live-window.ts';
import { useNotices } from './notices.tsx';

export type SweepState =
  | { readonly kind: 'none' }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'running';
      readonly progress: SweepProgress;
      readonly is_aborting: boolean;
      /** The last ones, oldest first; a window that was reloaded knows those since then. */
      readonly phases: readonly LivePhase[];
    }
  | { readonly kind: 'ended'; readonly end: SweepEnd };

interface Sweep {
  readonly state: SweepState;
  /** Whether it has started; if not, a notice says why. */
  start(design: Design): Promise<boolean>;
  abort(): Promise<void>;
  /** Before the next trial. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Forgets how the last sweep ended, so that a new one can be set up. */
  dismiss(): void;
}

const SweepContext = createContext<Sweep | null>(null);

export function SweepProvider({ children }: { children: ReactNode }) {
  const notices = useNotices();
  const [state, setState] = useState<SweepState>({ kind: 'none' });

  useEffect(() => {
    const running = (progress: SweepProgress): void =>
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
    // A reloaded window finds its sweep again.
    call('sweep:current').then(
      (progress) => progress !== null && running(progress),
      (error: unknown) => notices.error('The running sweep could not be found', error),
    );
    return () => unlisten.forEach((stop) => stop());
  }, [notices]);

  const start = useCallback(
    async (design: Design) => {
      setState({ kind: 'starting' });
      try {
        await call('sweep:start', design);
        return true;
      } catch (error) {
        setState({ kind: 'none' });
        notices.error('The sweep did not start', error);
        return false;
      }
    },
    [notices],
  );
  const abort = useCallback(async () => {
    setState((last) => (last.kind === 'running' ? { ...last, is_aborting: true } : last));
    try {
      await call('sweep:abort');
    } catch (error) {
      notices.error('The sweep could not be aborted', error);
    }
  }, [notices]);
  const ask = useCallback(
    async (channel: 'sweep:pause' | 'sweep:resume') => {
      try {
        await call(channel);
      } catch (error) {
        notices.error('The sweep did not hear that', error);
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
    () => ({ state, start, abort, pause, resume, dismiss }),
    [state, start, abort, pause, resume, dismiss],
  );
  return <SweepContext value={value}>{children}</SweepContext>;
}

/** More than fit into the minute that is drawn. */
const PHASES_KEPT = 60;

function withPhase(
  phases: readonly LivePhase[],
  { phase, phase_begin_ns }: SweepProgress,
): readonly LivePhase[] {
  if (phase === '' || phases.at(-1)?.begin_ns === phase_begin_ns) return phases;
  return [...phases.slice(1 - PHASES_KEPT), { name: phase, begin_ns: phase_begin_ns }];
}

export function useSweep(): Sweep {
  const sweep = useContext(SweepContext);
  if (sweep === null) throw new TypeError('useSweep outside its provider');
  return sweep;
}

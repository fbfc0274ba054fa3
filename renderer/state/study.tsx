// The open study, the response and options of its analysis, and the recent studies.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { RecentStudy, StudyView } from '../../core/contract/ipc.ts';
import type { AnalysisRequest } from '../../core/study/analysis-request.ts';
import { call } from '../bridge/call.ts';
import { type Request, useRequest } from '../bridge/use-request.ts';
import { useSettings } from './settings.tsx';

interface Study {
  readonly path: string | null;
  /** Answers null while no study is open. */
  readonly view: Request<StudyView | null>;
  readonly recent: Request<readonly RecentStudy[]>;
  open(path: string): void;
  /** Resolves to true when a study was chosen. */
  choose(): Promise<boolean>;
  /** Options of the analysis besides the response; reset for another study. */
  readonly options: StudyOptions;
  look(response: string): void;
  ask(options: StudyOptions): void;
}
export type StudyOptions = Omit<AnalysisRequest, 'response'>;

const StudyContext = createContext<Study | null>(null);

export function StudyProvider({ children }: { children: ReactNode }) {
  const { revision } = useSettings();
  const [{ path, response, options, turn }, setOpened] = useState<{
    path: string | null;
    response: string | undefined;
    options: StudyOptions;
    turn: number;
  }>({ path: null, response: undefined, options: {}, turn: 0 });

  const view = useRequest<StudyView | null>(
    async () =>
      path === null
        ? null
        : call('study:open', { path, ...options, ...(response === undefined ? {} : { response }) }),
    `${path} ${response} ${JSON.stringify(options)} ${turn} ${revision}`,
  );
  const recent = useRequest(() => call('study:recent'), String(turn));

  const open = useCallback(
    (next: string) =>
      setOpened((last) => ({ path: next, response: undefined, options: {}, turn: last.turn + 1 })),
    [],
  );
  const choose = useCallback(async () => {
    const chosen = await call('study:choose');
    if (chosen !== null) open(chosen);
    return chosen !== null;
  }, [open]);
  const look = useCallback((next: string) => setOpened((last) => ({ ...last, response: next })), []);

  const ask = useCallback(
    (next: StudyOptions) =>
      setOpened((last) => ({
        ...last,
        options: next,
        // Without a target there is no energy to the target.
        response:
          next.target === undefined && last.response === 'energy_to_target_j' ? undefined : last.response,
      })),
    [],
  );

  const value = useMemo(
    () => ({ path, view, recent, options, open, choose, look, ask }),
    [path, view, recent, options, open, choose, look, ask],
  );
  return <StudyContext value={value}>{children}</StudyContext>;
}

export function useStudy(): Study {
  const study = useContext(StudyContext);
  if (study === null) throw new TypeError('useStudy outside its provider');
  return study;
}

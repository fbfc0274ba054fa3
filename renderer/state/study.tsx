// The open study, the response and options of its analysis, and the recent studies.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { HandedStudy } from '../../core/contract/handles.ts';
import type { OpenedStudy, RecentStudy } from '../../core/contract/ipc.ts';
import type { AnalysisRequest } from '../../core/study/analysis-request.ts';
import { call } from '../bridge/call.ts';
import { type Request, useRequest } from '../bridge/use-request.ts';
import { useSettings } from './settings.tsx';

interface Study {
  /** The open study; null for none. */
  readonly handed: HandedStudy | null;
  /** Answers null while no study is open. */
  readonly view: Request<OpenedStudy | null>;
  readonly recent: Request<readonly RecentStudy[]>;
  open(study: HandedStudy): void;
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
  const [{ handed, response, options, turn }, setOpened] = useState<{
    handed: HandedStudy | null;
    response: string | undefined;
    options: StudyOptions;
    turn: number;
  }>({ handed: null, response: undefined, options: {}, turn: 0 });

  const view = useRequest<OpenedStudy | null>(
    async () =>
      handed === null
        ? null
        : call('study:open', {
            study: handed.study,
            ...options,
            ...(response === undefined ? {} : { response }),
          }),
    `${handed?.study} ${response} ${JSON.stringify(options)} ${turn} ${revision}`,
  );
  const recent = useRequest(() => call('study:recent'), String(turn));

  const open = useCallback(
    (next: HandedStudy) =>
      setOpened((last) => ({ handed: next, response: undefined, options: {}, turn: last.turn + 1 })),
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
    () => ({ handed, view, recent, options, open, choose, look, ask }),
    [handed, view, recent, options, open, choose, look, ask],
  );
  return <StudyContext value={value}>{children}</StudyContext>;
}

export function useStudy(): Study {
  const study = useContext(StudyContext);
  if (study === null) throw new TypeError('useStudy outside its provider');
  return study;
}

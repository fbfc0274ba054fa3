// Reads the verdict of each study, one at a time, so that a long list does not delay the study being opened.
import { useEffect, useState } from 'react';
import type { RecentStudy, StudyLine } from '../../../core/contract/ipc.ts';
import { messageOf } from '../../../core/errors.ts';
import { call } from '../../bridge/call.ts';

export type LineState =
  | { readonly line: StudyLine }
  /** The file could not be read. */
  | { readonly line: null; readonly error: string };

/** Keyed by handle; studies that have not been read yet are missing. */
export function useStudyLines(studies: readonly RecentStudy[]): ReadonlyMap<string, LineState> {
  const [lines, setLines] = useState<ReadonlyMap<string, LineState>>(new Map());
  useEffect(() => {
    let is_current = true;
    const read = async (): Promise<void> => {
      for (const { study } of studies) {
        const state: LineState = await call('study:line', { study }).then(
          (line) => ({ line }),
          (error: unknown) => ({ line: null, error: messageOf(error) }),
        );
        if (!is_current) return;
        setLines((last) => new Map(last).set(study, state));
      }
    };
    void read();
    return () => {
      is_current = false;
    };
  }, [studies]);
  return lines;
}

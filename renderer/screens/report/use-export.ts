// Exports the open study's report and keeps the list of exported files.
import { useCallback, useState } from 'react';
import { AuditError } from '../../../core/errors.ts';
import { call } from '../../bridge/call.ts';
import { useNotices } from '../../state/notices.tsx';
import { EXPORT } from './texts.ts';

export interface Exported {
  readonly format: 'html' | 'pdf';
  readonly path: string;
}

/** `busy` is the format being exported; errors become notices. */
export function useExport(study: string | null) {
  const notices = useNotices();
  const [busy, setBusy] = useState<'html' | 'pdf' | null>(null);
  const [exported, setExported] = useState<readonly Exported[]>([]);

  const exportAs = useCallback(
    async (format: 'html' | 'pdf') => {
      setBusy(format);
      try {
        if (study === null) throw new AuditError('usage', EXPORT.no_study);
        const path = await call('report:export', { path: study, format });
        if (path !== null) {
          setExported((all) => [{ format, path }, ...all.filter((one) => one.path !== path)]);
          notices.done(EXPORT.done(format.toUpperCase()), path);
        }
      } catch (error) {
        notices.error(EXPORT.failed, error);
      } finally {
        setBusy(null);
      }
    },
    [study, notices],
  );
  const show = useCallback(
    (path: string) => {
      call('report:show', { path }).catch((error: unknown) => notices.error(EXPORT.not_shown, error));
    },
    [notices],
  );
  return { exportAs, show, busy, exported };
}

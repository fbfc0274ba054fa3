// Exports the open study's report and remembers where the files went.
import { useCallback, useState } from 'react';
import { AuditError } from '../../../core/errors.ts';
import { call } from '../../bridge/call.ts';
import { useNotices } from '../../state/notices.tsx';

export interface Exported {
  readonly format: 'html' | 'pdf';
  readonly path: string;
}

/** `busy` names the format under way; errors are shown as notices. */
export function useExport(study: string | null) {
  const notices = useNotices();
  const [busy, setBusy] = useState<'html' | 'pdf' | null>(null);
  const [exported, setExported] = useState<readonly Exported[]>([]);

  const exportAs = useCallback(
    async (format: 'html' | 'pdf') => {
      setBusy(format);
      try {
        if (study === null) throw new AuditError('usage', 'no study is open: open one in Results first');
        const path = await call('report:export', { path: study, format });
        if (path !== null) {
          setExported((all) => [{ format, path }, ...all.filter((one) => one.path !== path)]);
          notices.done(`Report exported as ${format.toUpperCase()}`, path);
        }
      } catch (error) {
        notices.error('The report was not exported', error);
      } finally {
        setBusy(null);
      }
    },
    [study, notices],
  );
  const show = useCallback(
    (path: string) => {
      call('report:show', { path }).catch((error: unknown) =>
        notices.error('The folder was not shown', error),
      );
    },
    [notices],
  );
  return { exportAs, show, busy, exported };
}

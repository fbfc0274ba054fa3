// Exports the open study's report and keeps the list of exported files.
import { useCallback, useState } from 'react';
import type { ReportHandle, StudyHandle } from '../../../core/contract/handles.ts';
import type { ExportedReport } from '../../../core/contract/ipc.ts';
import { AuditError } from '../../../core/errors.ts';
import { call } from '../../bridge/call.ts';
import { useNotices } from '../../state/notices.tsx';
import { EXPORT } from './texts.ts';

export interface Exported extends ExportedReport {
  readonly format: 'html' | 'pdf';
}

/** `busy` is the format being exported; errors become notices. */
export function useExport(study: StudyHandle | null) {
  const notices = useNotices();
  const [busy, setBusy] = useState<'html' | 'pdf' | null>(null);
  const [exported, setExported] = useState<readonly Exported[]>([]);

  const exportAs = useCallback(
    async (format: 'html' | 'pdf') => {
      setBusy(format);
      try {
        if (study === null) throw new AuditError('usage', EXPORT.no_study);
        const made = await call('report:export', { study, format });
        if (made !== null) {
          setExported((all) => [{ format, ...made }, ...all.filter((one) => one.report !== made.report)]);
          notices.done(EXPORT.done(format.toUpperCase()), made.path);
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
    (report: ReportHandle) => {
      call('report:show', { report }).catch((error: unknown) => notices.error(EXPORT.not_shown, error));
    },
    [notices],
  );
  return { exportAs, show, busy, exported };
}

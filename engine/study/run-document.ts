// The document of a finished sweep, printed by `run --json`.

import type { StudyView } from '../../core/contract/ipc.ts';
import { AuditError } from '../../core/errors.ts';
import type { RunDocument } from '../../core/study/run-document.ts';

/** @throws AuditError `analysis` when too few trials finished for an analysis; the study keeps its data. */
export function runDocument(view: StudyView, report: string | null): RunDocument {
  const { design, analysis, carbon } = view;
  if (!design || !analysis || !carbon)
    throw new AuditError(
      'analysis',
      `the sweep has too little data to analyse: ${view.why_no_analysis ?? 'no energy was obtained'}; its data is in ${view.path}`,
    );
  return { study: view.path, design, trials: view.trials, analysis, carbon, report };
}

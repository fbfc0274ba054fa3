// The document of a finished sweep: what `run --json` prints.

import type { StudyView } from '../../core/contract/ipc.ts';
import { AuditError } from '../../core/errors.ts';
import type { RunDocument } from '../../core/study/run-document.ts';

/** @throws AuditError `analysis` when too little was finished to analyse; the study keeps what there is. */
export function runDocument(view: StudyView, report: string | null): RunDocument {
  const { design, analysis, carbon } = view;
  if (!design || !analysis || !carbon)
    throw new AuditError(
      'analysis',
      `the sweep left too little to analyse: ${view.why_no_analysis ?? 'no energy was obtained'}; what there is lies in ${view.path}`,
    );
  return { study: view.path, design, trials: view.trials, analysis, carbon, report };
}

// A one-line summary of a study, for the list of studies.

import type { StudyLine } from '../../core/contract/ipc.ts';
import { firstSentence } from '../../core/words/first-sentence.ts';
import { type ViewOptions, viewStudy } from './study-view.ts';

/** @throws AuditError `study` when the file cannot be read. */
export function studyLine(path: string, settings: ViewOptions['settings']): StudyLine {
  const { name, doubts, created_unix_ms, trials, kind, analysis, why_no_analysis } = viewStudy(path, {
    settings,
    energy_unit: settings.energy_unit,
  });
  const [doubt] = doubts;
  return {
    name,
    created_unix_ms,
    trials: trials.length,
    trials_done: trials.filter(({ state }) => state === 'done').length,
    kind,
    verdict: analysis === null || doubt !== undefined ? null : firstSentence(analysis.verdict.text)[0],
    why_no_verdict: doubt === undefined ? why_no_analysis : firstSentence(doubt)[0],
  };
}

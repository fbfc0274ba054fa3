// The questions and answers between the study thread and its client, and the switch that answers them.
import type { StudyLine, StudyView } from '../../core/contract/ipc.ts';
import type { TrialView } from '../../core/contract/study-questions.ts';
import { writeReport } from '../report/write-report.ts';
import { LongTraces } from '../study/long-traces.ts';
import { studyLine } from '../study/study-line.ts';
import { type ViewOptions, viewStudy } from '../study/study-view.ts';
import { viewTrial } from '../study/trial-view.ts';

export type StudyAsk =
  | { readonly kind: 'view'; readonly path: string; readonly options: ViewOptions }
  | { readonly kind: 'line'; readonly path: string; readonly settings: ViewOptions['settings'] }
  | {
      readonly kind: 'trial';
      readonly path: string;
      readonly trial: number;
      readonly window: { readonly begin_s: number; readonly end_s: number } | null;
    }
  | {
      readonly kind: 'report';
      readonly path: string;
      /** Path of the HTML file to write. */
      readonly out_path: string;
      readonly settings: ViewOptions['settings'];
    };

export interface StudyAnswers {
  readonly view: StudyView;
  readonly line: StudyLine;
  readonly trial: TrialView;
  readonly report: null;
}

/** Answers questions in turn; the long traces of a trial are kept for the next question about it. */
export function studyAnswerer(): (ask: StudyAsk) => Promise<StudyAnswers[StudyAsk['kind']]> {
  const kept = new LongTraces();
  return async (ask) => {
    if (ask.kind === 'view') return viewStudy(ask.path, ask.options);
    if (ask.kind === 'line') return studyLine(ask.path, ask.settings);
    if (ask.kind === 'trial') return viewTrial(ask.path, ask.trial, ask.window, kept);
    await writeReport(ask.path, ask.out_path, { settings: ask.settings });
    return null;
  };
}

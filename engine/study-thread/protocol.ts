// What a reader of studies is asked and answers, thread to thread. Shapes and one switch.
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
      /** Of the HTML file that is written. */
      readonly out_path: string;
      readonly settings: ViewOptions['settings'];
    };

export interface StudyAnswers {
  readonly view: StudyView;
  readonly line: StudyLine;
  readonly trial: TrialView;
  readonly report: null;
}

/** Answers questions one after the other; what was walked through for a trial is kept for the next one about it. */
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

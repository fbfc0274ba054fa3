// The questions and answers between the program that reads studies and its client, and the switch that answers them.
import type { StudyLine, StudyView } from '../../core/contract/ipc.ts';
import type { TrialView } from '../../core/contract/study-questions.ts';
import type { Design } from '../../core/design/design.ts';
import type { AuditErrorCode } from '../../core/errors.ts';
import type { VerifyDocument } from '../../core/study/finding.ts';
import type { SalvageDocument } from '../../core/study/salvage-document.ts';
import { loadDesign } from '../design/design-file.ts';
import { salvageStudy } from '../integrity/salvage.ts';
import { verifyStudy } from '../integrity/verify.ts';
import { writeReport } from '../report/write-report.ts';
import { excludeTrial, includeTrial } from '../study/exclusion.ts';
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
      /** The study expected at the path; null or absent: any. */
      readonly uuid?: string | null;
    }
  | { readonly kind: 'exclude'; readonly path: string; readonly trial: number; readonly reason: string }
  | { readonly kind: 'include'; readonly path: string; readonly trial: number }
  | { readonly kind: 'verify'; readonly path: string }
  /** `new_path` is the file to make. */
  | { readonly kind: 'salvage'; readonly path: string; readonly new_path: string }
  /** A design file. */
  | { readonly kind: 'design'; readonly path: string };

export interface StudyAnswers {
  readonly view: StudyView;
  readonly line: StudyLine;
  readonly trial: TrialView;
  readonly report: null;
  readonly exclude: null;
  readonly include: null;
  readonly verify: VerifyDocument;
  readonly salvage: SalvageDocument;
  readonly design: Design;
}

export interface StudyRequest {
  readonly id: number;
  readonly ask: StudyAsk;
}
export type StudyReply =
  | { readonly id: number; readonly ok: true; readonly value: StudyAnswers[StudyAsk['kind']] }
  | {
      readonly id: number;
      readonly ok: false;
      /** Null for an internal error. */
      readonly code: AuditErrorCode | null;
      readonly message: string;
      /** For the log; null for an error the user can fix. */
      readonly stack: string | null;
    };

/** The program's first message: it has started, and takes questions. */
export const READY = 'ready';

/** Answers questions in turn; the long traces of a trial are kept for the next question about it. */
export function studyAnswerer(): (ask: StudyAsk) => Promise<StudyAnswers[StudyAsk['kind']]> {
  const kept = new LongTraces();
  return async (ask) => {
    switch (ask.kind) {
      case 'view':
        return viewStudy(ask.path, ask.options);
      case 'line':
        return studyLine(ask.path, ask.settings);
      case 'trial':
        return viewTrial(ask.path, ask.trial, ask.window, kept);
      case 'report':
        await writeReport(ask.path, ask.out_path, { settings: ask.settings, uuid: ask.uuid ?? null });
        return null;
      case 'exclude':
        excludeTrial(ask.path, ask.trial, ask.reason);
        return null;
      case 'include':
        includeTrial(ask.path, ask.trial);
        return null;
      case 'verify':
        return verifyStudy(ask.path);
      case 'salvage':
        return salvageStudy(ask.path, ask.new_path);
      case 'design':
        return loadDesign(ask.path);
    }
  };
}

// Phases of a trial, in monotonic nanoseconds.
import type { PhaseName } from '../core/study/phase.ts';
import { insertSql } from './insert.ts';
import { prepared } from './prepared.ts';
import type { StudyFile } from './study-file.ts';

export interface StoredPhase {
  /** A {@link PhaseName}, unless another program wrote the file. */
  readonly name: string;
  readonly t_begin_ns: number;
  /** Null when the run was interrupted during the phase. */
  readonly t_end_ns: number | null;
}

export function beginPhase(study: StudyFile, trial: number, name: PhaseName, t_begin_ns: number): void {
  prepared(study, insertSql('phase', ['trial', 'name', 't_begin_ns'])).run({ trial, name, t_begin_ns });
}

export function endPhase(study: StudyFile, trial: number, name: PhaseName, t_end_ns: number): void {
  prepared(study, 'update phase set t_end_ns = ? where trial = ? and name = ?').run(t_end_ns, trial, name);
}

/** Phases in the order they began. */
export function readPhases(study: StudyFile, trial: number): StoredPhase[] {
  return study.db
    .prepare('select name, t_begin_ns, t_end_ns from phase where trial = ? order by t_begin_ns')
    .all(trial) as StoredPhase[];
}

/** One phase of every trial that reached it, keyed by trial. */
export function readPhaseSpans(study: StudyFile, name: string): Map<number, StoredPhase> {
  const rows = study.db
    .prepare('select trial, name, t_begin_ns, t_end_ns from phase where name = ?')
    .all(name) as (StoredPhase & { trial: number })[];
  return new Map(rows.map(({ trial, ...phase }) => [trial, phase]));
}

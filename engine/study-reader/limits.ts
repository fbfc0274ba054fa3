// Time and memory that a question about a study may take before its process is ended.
import type { StudyAsk } from './protocol.ts';

const READING_S = 10;
/** Every reading of a study is read, some ten million of them. */
const WHOLE_S = 600;

/** A report draws every figure, and its study was opened before. */
const LIMIT_S: Readonly<Record<StudyAsk['kind'], number>> = {
  view: READING_S,
  line: READING_S,
  trial: READING_S,
  report: 120,
  exclude: READING_S,
  include: READING_S,
  verify: WHOLE_S,
  salvage: WHOLE_S,
  design: READING_S,
};

export interface ReaderLimits {
  /** Time that a process may take to start, s. */
  readonly start_s: number;
  /** Counted from the start of the work, not of the process. */
  limitS(kind: StudyAsk['kind']): number;
  /** Resident memory of a process, bytes. */
  readonly memory_bytes: number;
  /** Time between two looks at the memory of a busy process, ms. */
  readonly look_ms: number;
}

/** Most heap of a process, MB: below the limit on its memory, so that JavaScript fails first. */
export const MOST_HEAP_MB = 400;

export const READER_LIMITS: ReaderLimits = {
  start_s: 30,
  limitS: (kind) => LIMIT_S[kind],
  memory_bytes: 500e6,
  look_ms: 100,
};

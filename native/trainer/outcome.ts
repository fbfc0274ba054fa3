// All ways a training run can end: one union on `kind`, with a one-line reason.
import type { TrainerMessage } from '../../core/trainer-protocol.ts';

export type ResultMessage = Extract<TrainerMessage, { type: 'result' }>;

/** Each `message` is one line: what was expected, what came, what to do. */
export type TrainerOutcome =
  | { readonly kind: 'passed'; readonly result: ResultMessage }
  /**
   * The trainer refused or failed with an error. `code` is its own (`config`, `device`, `memory`, `numeric`, `data`,
   * `internal`), `start` when it could not start, `protocol` for a wrong version; both have a null `exit_code`.
   */
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly message: string;
      readonly exit_code: number | null;
    }
  /** It ended with neither a result nor an error message, or was stopped from outside. Either `signal` or `exit_code` is null. */
  | {
      readonly kind: 'crashed';
      readonly signal: NodeJS.Signals | null;
      readonly exit_code: number | null;
      /** The last 4 kB of its log. */
      readonly stderr_tail: string;
      readonly message: string;
    }
  | { readonly kind: 'timed_out'; readonly message: string }
  /** Its output violates the protocol; `line` is cut to 200 characters. */
  | { readonly kind: 'rubbish'; readonly line: string; readonly message: string }
  /** It said something that cannot be true. */
  | { readonly kind: 'untrue'; readonly message: string }
  /** Stopped by the caller's signal, by nothing else. */
  | { readonly kind: 'aborted'; readonly message: string };

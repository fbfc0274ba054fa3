// How a training run may end: one union, closed by its `kind`, that says why in one line.
import type { TrainerMessage } from '../../core/trainer-protocol.ts';

export type ResultMessage = Extract<TrainerMessage, { type: 'result' }>;

/** Every `message` is one line: what was expected, what came, what to do. */
export type TrainerOutcome =
  | { readonly kind: 'passed'; readonly result: ResultMessage }
  /**
   * The trainer refused, or gave up in order. `code` is its own (`config`, `device`, `memory`, `numeric`, `data`, `internal`),
   * `start` when the program could not be started, `protocol` when it speaks another version; `exit_code` is null for these two.
   */
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly message: string;
      readonly exit_code: number | null;
    }
  /** It ended without a result and without saying why. Either `signal` or `exit_code` is null. */
  | {
      readonly kind: 'crashed';
      readonly signal: NodeJS.Signals | null;
      readonly exit_code: number | null;
      /** The last 4 kB of its log. */
      readonly stderr_tail: string;
      readonly message: string;
    }
  | { readonly kind: 'timed_out'; readonly message: string }
  /** It said what no trainer says; `line` is cut to 200 characters. */
  | { readonly kind: 'rubbish'; readonly line: string; readonly message: string }
  | { readonly kind: 'aborted'; readonly message: string };

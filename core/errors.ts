// The one error class of the product: a code a program can switch on and one line a person can act on.

export type AuditErrorCode =
  | 'usage' // the call was wrong: exit code 2
  | 'input' // a file or document is not what was expected
  | 'design' // a design that cannot be run
  | 'study' // the study file cannot be opened, read or written
  | 'trainer' // the trainer died, hung, or broke its protocol
  | 'meter' // a power source failed
  | 'analysis' // the data cannot be analysed as requested
  | 'aborted' // the user stopped it
  | 'internal';

/**
 * An expected failure. `message` is one line: what was expected, what came, what to do.
 * The original error, where there is one, is kept as `cause`.
 */
export class AuditError extends Error {
  readonly code: AuditErrorCode;

  constructor(code: AuditErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AuditError';
    this.code = code;
  }
}

/** One line for a person, whatever was thrown. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\s*\n\s*/g, ' ');

/** The code across a boundary that keeps only data: `internal` for anything that is not ours. */
export const codeOf = (error: unknown): AuditErrorCode =>
  error instanceof AuditError ? error.code : 'internal';

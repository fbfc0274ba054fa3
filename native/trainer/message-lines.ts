// Parses the trainer's stdout into validated messages, or gives the reason why a line is none.
import { z } from 'zod';
import { TrainerMessage } from '../../core/trainer-protocol.ts';

/** Characters; longer lines are rejected whatever they contain. */
export const MAX_LINE = 1_000_000;

export type ParsedLine =
  | { readonly kind: 'message'; readonly message: TrainerMessage }
  | { readonly kind: 'rubbish'; readonly why: string };

/** Checks one line against the protocol; `why` has the form "expected ..., got ...". */
export function parseLine(line: string): ParsedLine {
  if (line.length > MAX_LINE)
    return { kind: 'rubbish', why: `expected lines of at most 1 MB, got a longer one` };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'rubbish', why: `expected a line of JSON, got rubbish: ${shortened(line)}` };
  }
  const parsed = TrainerMessage.safeParse(value);
  if (parsed.success) return { kind: 'message', message: parsed.data };
  const [issue] = parsed.error.issues as [z.core.$ZodIssue];
  const at = issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  return {
    kind: 'rubbish',
    why: `expected a message of the protocol, got rubbish${at} (${issue.message}): ${shortened(line)}`,
  };
}

/** Text short enough for a message or a study: 200 characters, no control characters. */
export const shortened = (line: string): string =>
  [...line.slice(0, 200)].map((c) => (c < ' ' || c === '\u007f' ? ' ' : c)).join('');

/** Splits a stream of text at newlines; skips empty lines. */
export class LineCutter {
  readonly #onLine: (line: string) => void;
  #pending = '';
  #overflown = false;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  /** Text after the last newline. */
  get rest(): string {
    return this.#pending;
  }

  push(text: string): void {
    if (this.#overflown) return;
    const lines = (this.#pending + text).split('\n');
    this.#pending = lines.pop() as string;
    for (const line of lines) if (line.trim() !== '') this.#onLine(line);
    if (this.#pending.length > MAX_LINE) {
      // Passed on as it is, to be rejected; nothing after it can be trusted.
      this.#overflown = true;
      this.#onLine(this.#pending);
      this.#pending = '';
    }
  }
}

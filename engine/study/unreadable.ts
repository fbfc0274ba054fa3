// Damaged values of a study come out as one line, whatever broke on them.
import { AuditError } from '../../core/errors.ts';

/** Errors that a value of the wrong kind causes. */
const CAUSES = ['SyntaxError', 'TypeError', 'RangeError', 'ZodError', '$ZodError', 'SqliteError'];
const MOST_CHARACTERS = 120;

/** The error to throw in place of `cause`, which came while `path` was read; those of other kinds pass through. */
export function asUnreadable(path: string, cause: unknown): unknown {
  if (cause instanceof AuditError || !(cause instanceof Error) || !CAUSES.includes(cause.name)) return cause;
  return new AuditError(
    'study',
    `${path} holds a value that Wattproof would not have written (${shortly(cause)}); restore a copy, or bring over what is readable with wattproof salvage`,
    { cause },
  );
}

/** One short line; zod's message is a list of its issues. */
function shortly(error: Error): string {
  // Its message quotes the text, which is the file's.
  if (error.name === 'SyntaxError') return 'no JSON';
  const [issue] = 'issues' in error && Array.isArray(error.issues) ? error.issues : [];
  const said: string = issue === undefined ? error.message : `${issue.path.join('.')}: ${issue.message}`;
  // A key of the file may hold anything, control characters included.
  const line = said.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}

// Queries a trainer for its backends on this machine.
import { AuditError } from '../../core/errors.ts';
import { type Backend, PROTOCOL_VERSION } from '../../core/trainer-protocol.ts';
import { startChild } from './child.ts';
import { crashWords, startFailure } from './endings.ts';
import { parseLine } from './message-lines.ts';

/** A message when the protocol version differs from ours, else null. */
export const versionProblem = (path: string, proto: number): string | null =>
  proto === PROTOCOL_VERSION
    ? null
    : `expected a trainer with protocol version ${PROTOCOL_VERSION}, ${path} speaks ${proto}; use the trainer that came with this app`;

/**
 * Backends of the trainer at `path`, from its `--hello`: instant for the bundled one, tens of seconds for a framework.
 * @throws AuditError `trainer`: missing, not executable, silent for `timeout_s`, rubbish, wrong protocol version.
 */
export async function askHello(path: string, timeout_s = 60): Promise<Backend[]> {
  let answer: Backend[] | AuditError | null = null;
  const refusal = (message: string, cause?: unknown) => new AuditError('trainer', message, { cause });
  const child = startChild({
    path,
    args: ['--hello'],
    env: process.env,
    onLine(line) {
      answer ??= answered(line);
      child.stop();
    },
  });
  const answered = (line: string): Backend[] | AuditError => {
    const parsed = parseLine(line);
    if (parsed.kind === 'rubbish') return refusal(`the trainer ${path}: ${parsed.why}`);
    const { message } = parsed;
    if (message.type === 'error') return refusal(`the trainer ${path} refuses: ${message.message}`);
    if (message.type !== 'hello')
      return refusal(`the trainer ${path}: expected hello first, got ${message.type}`);
    const problem = versionProblem(path, message.proto);
    return problem === null ? message.backends : refusal(problem);
  };
  const silence = setTimeout(() => {
    answer ??= refusal(
      `expected hello from the trainer ${path}, but it was silent for ${timeout_s} s; run it with --hello to see why`,
    );
    child.stop();
  }, timeout_s * 1000);
  // Returns only once the process has ended; otherwise a caller that exits right away would leave it hanging.
  const end = await child.ended;
  clearTimeout(silence);
  if (end.start_error) throw refusal(startFailure(path, end.start_error), end.start_error);
  answer ??= refusal(`the trainer ${path} did not say hello: ${crashWords(end)}`);
  if (answer instanceof AuditError) throw answer;
  return answer;
}

// Asks a trainer what it can do on this machine.
import { AuditError } from '../../core/errors.ts';
import { type Backend, PROTOCOL_VERSION } from '../../core/trainer-protocol.ts';
import { startChild } from './child.ts';
import { crashWords, startFailure } from './endings.ts';
import { parseLine } from './message-lines.ts';

/** One line when the version differs from ours, else null. */
export const versionProblem = (path: string, proto: number): string | null =>
  proto === PROTOCOL_VERSION
    ? null
    : `expected a trainer of protocol version ${PROTOCOL_VERSION}, ${path} speaks ${proto}; use the trainer that came with this app`;

/**
 * The backends of the trainer at `path`, by its `--hello`: at once for the bundled one, tens of seconds for a framework.
 * @throws AuditError `trainer`: missing, not executable, silent for `timeout_s`, rubbish, another protocol version.
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
      `expected the trainer ${path} to say hello, it said nothing for ${timeout_s} s; run it with --hello to see why`,
    );
    child.stop();
  }, timeout_s * 1000);
  // Answered only when the process is gone: a caller that ends right after would leave a hung one behind.
  const end = await child.ended;
  clearTimeout(silence);
  if (end.start_error) throw refusal(startFailure(path, end.start_error), end.start_error);
  answer ??= refusal(`the trainer ${path} said no hello: ${crashWords(end)}`);
  if (answer instanceof AuditError) throw answer;
  return answer;
}

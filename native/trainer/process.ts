// Runs one training process to its end and returns its outcome.
import { join } from 'node:path';
import { messageOf } from '../../core/errors.ts';
import type { TrainerConfig, TrainerMessage } from '../../core/trainer-protocol.ts';
import { type ChildEnd, startChild } from './child.ts';
import { crashWords, startFailure } from './endings.ts';
import { versionProblem } from './hello.ts';
import { parseLine, shortened } from './message-lines.ts';
import type { ResultMessage, TrainerOutcome } from './outcome.ts';

export { askHello } from './hello.ts';
export type { ResultMessage, TrainerOutcome } from './outcome.ts';

export interface TrainerOptions {
  readonly path: string;
  /** The real trainer needs none to train; test programs may. */
  readonly args?: readonly string[];
  readonly config: TrainerConfig;
  /** Receives each validated message in order, with `hello` and `result`. If it throws, the trainer is stopped. */
  onMessage(message: TrainerMessage): void;
  /** The reason why a message cannot be true: it then does not reach `onMessage`, and the trainer is stopped. */
  refuse?(message: TrainerMessage, arrived_ns: number): string | null;
  readonly signal?: AbortSignal;
  /** Seconds without a message before the trainer counts as hung; default 120. */
  readonly silence_timeout_s?: number;
  /** Default: this process's own. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const ABORTED: TrainerOutcome = { kind: 'aborted', message: 'the training was stopped on request' };

/** Runs the trainer once. Its failures are outcomes; this rejects only with an error that `onMessage` threw. */
export async function runTrainer(options: TrainerOptions): Promise<TrainerOutcome> {
  const { path, config, signal, silence_timeout_s = 120 } = options;
  if (signal?.aborted) return ABORTED;

  let started = false;
  let result: ResultMessage | null = null;
  let error: Extract<TrainerMessage, { type: 'error' }> | null = null;
  /** The outcome decided here before the process ended; the first decision counts. */
  let verdict: TrainerOutcome | null = null;
  let thrown: { readonly error: unknown } | null = null;
  let silence: NodeJS.Timeout | undefined;

  const decide = (outcome: TrainerOutcome) => {
    verdict ??= outcome;
    clearTimeout(silence);
    child.stop();
  };
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      const message = `expected a message from the trainer at least every ${silence_timeout_s} s, but it was silent for longer and was stopped; check if the machine is overloaded, or raise the limit`;
      decide({ kind: 'timed_out', message });
    }, silence_timeout_s * 1000);
  };
  const rubbish = (line: string, why: string) =>
    decide({ kind: 'rubbish', line: shortened(line), message: `the trainer ${path}: ${why}` });
  const hear = (line: string, arrived_ns: number) => {
    if (verdict !== null || thrown !== null) return;
    const parsed = parseLine(line);
    if (parsed.kind === 'rubbish') return rubbish(line, parsed.why);
    const { message } = parsed;
    listen();
    const problem = message.type === 'hello' ? versionProblem(path, message.proto) : null;
    if (problem !== null)
      return decide({ kind: 'failed', code: 'protocol', message: problem, exit_code: null });
    const untrue = options.refuse?.(message, arrived_ns) ?? null;
    if (untrue !== null) return decide({ kind: 'untrue', message: `the trainer ${path}: ${untrue}` });
    if (message.type === 'hello') {
      if (!started) child.send({ cmd: 'start', config });
      started = true;
    } else if (message.type === 'error') error = message;
    else if (!started) return rubbish(line, `expected hello first, got ${message.type}`);
    else if (message.type === 'result') result = message;
    options.onMessage(message);
  };

  const child = startChild({
    path,
    args: options.args ?? [],
    env: options.env ?? process.env,
    onLine(line, arrived_ns) {
      try {
        hear(line, arrived_ns);
      } catch (caught) {
        thrown ??= { error: caught };
        child.stop();
      }
    },
  });
  const abort = () => decide(ABORTED);
  signal?.addEventListener('abort', abort);
  listen();
  const end = await child.ended;
  clearTimeout(silence);
  if (verdict === null && signal !== undefined && wasStopped(end)) await aborted(signal, TOGETHER_MS);
  signal?.removeEventListener('abort', abort);
  if (thrown !== null) throw (thrown as { error: unknown }).error;
  return verdict ?? judge(path, end, result, error);
}

/** An interrupt of the terminal reaches the trainer and this process together; the trainer may be the faster one, ms. */
const TOGETHER_MS = 300;
const STOP_SIGNALS: readonly unknown[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
/** Exit code after a request to stop. */
const ABORTED_EXIT = 130;

const wasStopped = ({ exit_code, signal }: ChildEnd): boolean =>
  exit_code === ABORTED_EXIT || STOP_SIGNALS.includes(signal);

/** Resolves at the abort, or after `limit_ms`. */
function aborted(signal: AbortSignal, limit_ms: number): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limit_ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

/** The outcome of a process that ended on its own. */
function judge(
  path: string,
  end: ChildEnd,
  result: ResultMessage | null,
  error: { readonly code: string; readonly message: string } | null,
): TrainerOutcome {
  const { exit_code, signal, stderr_tail, half_line } = end;
  if (end.start_error) {
    return {
      kind: 'failed',
      code: 'start',
      message: startFailure(path, end.start_error),
      exit_code: null,
    };
  }
  if (error !== null && exit_code !== null) {
    return { kind: 'failed', code: error.code, message: messageOf(error.message), exit_code };
  }
  if (exit_code === 0 && result !== null) return { kind: 'passed', result };
  if (exit_code === 0 && half_line !== '') {
    const message = `expected whole lines, but the trainer ${path} ended in the middle of one (rubbish): ${shortened(half_line)}`;
    return { kind: 'rubbish', line: shortened(half_line), message };
  }
  return { kind: 'crashed', signal, exit_code, stderr_tail, message: crashWords(end) };
}

/** Path of the trainer: WATTPROOF_TRAINER, or else the one built under `root`. */
export function trainerPath(env: Readonly<Record<string, string | undefined>>, root: string): string {
  const name = process.platform === 'win32' ? 'wattproof-trainer.exe' : 'wattproof-trainer';
  return env['WATTPROOF_TRAINER'] || join(root, 'dist', 'trainer', name);
}

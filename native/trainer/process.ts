// The door to the trainer: starts the process, gives it its orders, hands on what it says, and says why it ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { AuditError, messageOf } from '../../core/errors.ts';
import {
  type Backend,
  PROTOCOL_VERSION,
  TRAINER_EXIT,
  type TrainerConfig,
  type TrainerMessage,
} from '../../core/trainer-protocol.ts';
import { MessageLines, quoted } from './lines.ts';

export type TrainerResult = Extract<TrainerMessage, { type: 'result' }>;

/** Why a trainer ended. Every ending but `passed` explains itself in one line. */
export type TrainerOutcome =
  | { readonly kind: 'passed'; readonly result: TrainerResult }
  /** It said itself what is wrong. */
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly exit_code: number | null;
      readonly message: string;
    }
  /** It died without a word, or ended without a result. */
  | { readonly kind: 'crashed'; readonly stderr_tail: string; readonly message: string }
  | { readonly kind: 'timed_out'; readonly message: string }
  | { readonly kind: 'rubbish'; readonly line: string; readonly message: string }
  | { readonly kind: 'aborted'; readonly message: string };

export interface TrainerRun {
  readonly path: string;
  readonly config: TrainerConfig;
  /** Every message of the protocol as it comes. What it throws ends the run and is thrown on. */
  onMessage(message: TrainerMessage): void;
  readonly signal?: AbortSignal;
  /** Seconds without a line after which the trainer counts as hung; default 120. */
  readonly silence_timeout_s?: number;
}

const SILENCE_S = 120;
/** Between asking, telling and forcing a trainer to end. */
const [ASK_MS, TELL_MS] = [600, 600];
const STDERR_KEPT = 4000;

/** Runs one training. Never rejects for a fault of the trainer's: the outcome says what it was. */
export function runTrainer({
  path,
  config,
  onMessage,
  signal,
  silence_timeout_s = SILENCE_S,
}: TrainerRun): Promise<TrainerOutcome> {
  const refusal = refuse(path);
  if (refusal) return Promise.resolve({ kind: 'crashed', stderr_tail: '', message: refusal });
  if (signal?.aborted) return Promise.resolve({ kind: 'aborted', message: 'stopped before it began' });
  return new Promise((resolve, reject) => {
    const child = spawn(path, [], { stdio: ['pipe', 'pipe', 'pipe'] });
    const lines = new MessageLines();
    /** The first reason to end wins; what the process does afterwards is only its way out. */
    let verdict: TrainerOutcome | null = null;
    let thrown: { error: unknown } | null = null;
    let stderr_tail = '';
    let greeted = false;

    const conclude = (outcome: TrainerOutcome): void => {
      verdict ??= outcome;
      end(child);
    };
    const hush = (): NodeJS.Timeout =>
      setTimeout(() => {
        const message = `the trainer said nothing for ${silence_timeout_s} s and was ended; expected a line at least that often`;
        conclude({ kind: 'timed_out', message });
      }, silence_timeout_s * 1000);
    let silence = hush();
    const abort = (): void => conclude({ kind: 'aborted', message: 'stopped by the user' });
    signal?.addEventListener('abort', abort, { once: true });

    const take = (message: TrainerMessage): void => {
      if (message.type === 'hello') {
        greeted = true;
        if (message.proto !== PROTOCOL_VERSION)
          conclude({ kind: 'rubbish', line: '', message: wrongVersion(message.proto) });
        else child.stdin.write(`${JSON.stringify({ cmd: 'start', config })}\n`);
      } else if (!greeted)
        conclude({
          kind: 'rubbish',
          line: message.type,
          message: `the trainer said ${message.type} before hello`,
        });
      else if (message.type === 'error') {
        verdict ??= { kind: 'failed', code: message.code, exit_code: null, message: message.message };
      } else if (message.type === 'result') verdict ??= { kind: 'passed', result: message };
      onMessage(message);
    };
    const hear = (heard: ReturnType<MessageLines['push']>): void => {
      for (const one of heard) {
        if (verdict && verdict.kind !== 'passed') return;
        if (one.kind === 'rubbish')
          return conclude({ kind: 'rubbish', line: one.line, message: rubbish(one.line) });
        try {
          take(one.message);
        } catch (error) {
          thrown = { error };
          return end(child);
        }
      }
    };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      clearTimeout(silence);
      silence = hush();
      hear(lines.push(chunk));
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr_tail = (stderr_tail + chunk).slice(-STDERR_KEPT);
    });
    child.stdin.on('error', () => {}); // a trainer that is gone cannot be told anything; its exit says why
    child.on('error', (error) => {
      verdict ??= {
        kind: 'crashed',
        stderr_tail,
        message: `the trainer ${path} could not be started: ${messageOf(error)}`,
      };
    });
    child.on('close', (exit_code, exit_signal) => {
      clearTimeout(silence);
      signal?.removeEventListener('abort', abort);
      if (!verdict) hear(lines.end());
      if (thrown) return reject(thrown.error);
      const outcome = verdict ?? {
        kind: 'crashed',
        stderr_tail,
        message: silentEnd(exit_code, exit_signal, stderr_tail),
      };
      resolve(outcome.kind === 'failed' ? { ...outcome, exit_code } : outcome);
    });
  });
}

/**
 * Asks a trainer what it has.
 * @throws AuditError `trainer`: missing, not executable, silent, or speaking another protocol.
 */
export function askHello(path: string, timeout_s = 10): Promise<readonly Backend[]> {
  const refusal = refuse(path);
  if (refusal) return Promise.reject(new AuditError('trainer', refusal));
  return new Promise((resolve, reject) => {
    const child = spawn(path, ['--hello'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const lines = new MessageLines();
    let stderr_tail = '';
    const answer = (settle: () => void): void => {
      clearTimeout(timer);
      settle();
      child.kill('SIGKILL');
    };
    const refuseWith = (message: string): void => answer(() => reject(new AuditError('trainer', message)));
    const timer = setTimeout(
      () => refuseWith(`the trainer ${path} said nothing for ${timeout_s} s; expected its hello`),
      timeout_s * 1000,
    );
    const hear = (heard: ReturnType<MessageLines['push']>): void => {
      const first = heard[0];
      if (!first) return;
      if (first.kind === 'rubbish') refuseWith(rubbish(first.line));
      else if (first.message.type !== 'hello')
        refuseWith(`the trainer said ${first.message.type} where hello was expected`);
      else if (first.message.proto !== PROTOCOL_VERSION) refuseWith(wrongVersion(first.message.proto));
      else {
        const { backends } = first.message;
        answer(() => resolve(backends));
      }
    };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => hear(lines.push(chunk)));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr_tail = (stderr_tail + chunk).slice(-STDERR_KEPT);
    });
    child.stdin.on('error', () => {});
    child.on('error', (error) => refuseWith(`the trainer ${path} could not be started: ${messageOf(error)}`));
    child.on('close', (code, signal) => {
      hear(lines.end());
      refuseWith(silentEnd(code, signal, stderr_tail));
    });
  });
}

/** Asks, then tells, then forces: the trainer's own way out first, since it closes its files and threads. */
function end(child: ChildProcess): void {
  child.stdin?.end(`${JSON.stringify({ cmd: 'abort' })}\n`);
  const tell = setTimeout(() => child.kill('SIGTERM'), ASK_MS);
  const force = setTimeout(() => child.kill('SIGKILL'), ASK_MS + TELL_MS);
  child.once('exit', () => {
    clearTimeout(tell);
    clearTimeout(force);
  });
}

function refuse(path: string): string | null {
  if (!existsSync(path))
    return `there is no trainer at ${path}; build it with npm run setup, or set WATTPROOF_TRAINER`;
  try {
    accessSync(path, constants.X_OK);
    return null;
  } catch {
    return `the trainer ${path} may not be executed; check its permissions`;
  }
}

const rubbish = (line: string): string =>
  `the trainer printed rubbish where a JSON line of the protocol was expected: ${quoted(line)}`;

const wrongVersion = (proto: number): string =>
  `the trainer speaks protocol ${proto}, this app speaks ${PROTOCOL_VERSION}; build the trainer that came with the app`;

function silentEnd(code: number | null, signal: NodeJS.Signals | null, stderr_tail: string): string {
  const how = signal
    ? `was killed by ${signal}`
    : `ended with exit code ${code} (${TRAINER_EXIT[code ?? -1] ?? 'unknown'})`;
  const last = stderr_tail.trim().split('\n').at(-1) ?? '';
  return `the trainer ${how} without a result${last ? `; its last words: ${quoted(last)}` : ''}`;
}

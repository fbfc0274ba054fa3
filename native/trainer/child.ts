// Runs the trainer as a child process: lines out, commands in, and a guaranteed end.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { TrainerCommand } from '../../core/trainer-protocol.ts';
import { LineCutter } from './message-lines.ts';

/** Wait between the ways of stopping it: abort command, SIGTERM, SIGKILL. */
const PATIENCE_MS = 700;
/** A grandchild may keep the pipes open after the trainer has ended; its output is not waited for. */
const PIPES_MS = 300;
const STDERR_TAIL = 4096;

export interface ChildEnd {
  /** Null when a signal ended the process, or it never started. */
  readonly exit_code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The reason why it could not start; null when it did. */
  readonly start_error: NodeJS.ErrnoException | null;
  readonly stderr_tail: string;
  /** Output after the last newline. */
  readonly half_line: string;
}

export interface TrainerChild {
  send(command: TrainerCommand): void;
  /** Stops the process: abort command, then SIGTERM, then SIGKILL. Further calls have no effect. */
  stop(): void;
  readonly ended: Promise<ChildEnd>;
}

export interface ChildOptions {
  readonly path: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called for each line of stdout, without its newline; `arrived_ns`: when its end did. */
  onLine(line: string, arrived_ns: number): void;
}

/** CLOCK_MONOTONIC, ns: the clock of the trainer's stamps. */
const monotonicNow = (): number => Number(process.hrtime.bigint());

/** Never throws: `ended` reports a failed start. When this process dies, the child's stdin closes. */
export function startChild({ path, args, env, onLine }: ChildOptions): TrainerChild {
  let child: ChildProcessWithoutNullStreams;
  try {
    child = spawn(path, [...args], { env, stdio: 'pipe', windowsHide: true });
  } catch (error) {
    // With a null byte in the path or too long an environment, spawn throws instead of emitting.
    const start_error = error as NodeJS.ErrnoException;
    const nothing = { exit_code: null, signal: null, stderr_tail: '', half_line: '' };
    return { send() {}, stop() {}, ended: Promise.resolve({ ...nothing, start_error }) };
  }
  let arrived_ns = monotonicNow();
  const cutter = new LineCutter((line) => onLine(line, arrived_ns));
  let stderr_tail = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    arrived_ns = monotonicNow();
    cutter.push(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr_tail = (stderr_tail + text).slice(-STDERR_TAIL);
  });
  for (const pipe of [child.stdin, child.stdout, child.stderr]) {
    pipe.on('error', () => {}); // a broken pipe to a dead process; `ended` reports the cause
  }
  const timers: NodeJS.Timeout[] = [];
  const ended = new Promise<ChildEnd>((resolve) => {
    const end = (start_error: NodeJS.ErrnoException | null) => {
      for (const timer of timers) clearTimeout(timer);
      const { exitCode: exit_code, signalCode: signal } = child;
      const facts = { stderr_tail, half_line: cutter.rest };
      resolve(
        start_error
          ? { ...facts, start_error, exit_code: null, signal: null }
          : { ...facts, start_error, exit_code, signal },
      );
    };
    child.on('error', (error) => {
      if (child.pid === undefined) end(error);
    });
    child.on('exit', () => {
      const pipes = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, PIPES_MS);
      timers.push(pipes);
    });
    child.on('close', () => {
      if (child.pid !== undefined) end(null);
    });
  });
  const send = (command: TrainerCommand) => {
    if (child.stdin.writable) child.stdin.write(`${JSON.stringify(command)}\n`);
  };
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    send({ cmd: 'abort' });
    child.stdin.end();
    timers.push(setTimeout(() => child.kill('SIGTERM'), PATIENCE_MS));
    timers.push(setTimeout(() => child.kill('SIGKILL'), 2 * PATIENCE_MS));
  };
  return { send, stop, ended };
}

// Runs the command of a recording with the terminal's own streams, and passes on the signals that ask it to end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { AuditError, messageOf } from '../../core/errors.ts';

/** Passed on as they are. An interrupt is not: the terminal sends it to the whole process group. */
const PASSED_ON = ['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/**
 * Keeps signals from ending this process while a recording must be finished. Before the command one of them stops the
 * recording; while it runs they reach the command, whose end ends the recording; after it the result is near.
 */
export class CommandSignals {
  readonly #before = new AbortController();
  #child: ChildProcess | null = null;
  #is_over = false;
  readonly #hear = (signal: NodeJS.Signals): void => {
    if (this.#child !== null) {
      if (signal !== 'SIGINT') this.#child.kill(signal);
    } else if (!this.#is_over) this.#before.abort(signal);
  };

  constructor() {
    for (const signal of ['SIGINT', ...PASSED_ON] as const) process.on(signal, this.#hear);
  }

  /** Aborted by a signal that came before the command; its reason is the signal. */
  get before(): AbortSignal {
    return this.#before.signal;
  }

  /** The command's exit code as a shell reports it: 128 + n for signal n. @throws AuditError `input` when it cannot start. */
  async run(
    [program, ...args]: readonly [string, ...string[]],
    stdout: 'inherit' | 'stderr',
  ): Promise<number> {
    const child = spawn(program, args, {
      stdio: ['inherit', stdout === 'stderr' ? 2 : 'inherit', 'inherit'],
    });
    this.#child = child;
    try {
      const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
      return code ?? 128 + (signal ? constants.signals[signal] : 0);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const reason = code === 'ENOENT' ? 'no such command' : messageOf(error);
      throw new AuditError('input', `cannot run ${program}: ${reason}; check its name and the PATH`, {
        cause: error,
      });
    } finally {
      this.#child = null;
      this.#is_over = true;
    }
  }

  close(): void {
    for (const signal of ['SIGINT', ...PASSED_ON] as const) process.off(signal, this.#hear);
  }
}

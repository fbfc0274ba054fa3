// A program that trains for as many seconds as it is told, line by line, and answers samples per second: it takes turns.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export class RateServer {
  readonly #child: ReturnType<typeof spawn>;
  readonly #lines: AsyncIterator<string>;

  constructor(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(command, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    this.#child.on('error', () => {}); // the next line is then missing
    if (this.#child.stdout === null) throw new Error(`${command} has no output`);
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** The next line it says. @throws when it ended. */
  async line(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`${this.#child.spawnargs.join(' ')} ended without an answer`);
    return value;
  }

  /** Samples per second over a turn. */
  async rate(seconds: number): Promise<number> {
    this.#child.stdin?.write(`${seconds}\n`);
    return Number(await this.line());
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.stdin?.end();
    if (this.#child.exitCode === null) await ended;
  }
}

// What is fuzzed: a parser, and how to make its input. A thread runs it, so that a parser that hangs can be ended.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker, workerData } from 'node:worker_threads';
import type { Attack } from '../crash/attack.ts';

/** A module that is fuzzed exports this as `target`, and `attack` made by {@link fuzzing}. */
export interface FuzzTarget<Input = unknown> {
  /** One damaged input; the same for the same random numbers. */
  make(random: () => number): Input;
  /** Gives the input to the product. An AuditError is its right to refuse; any other error is a finding. */
  feed(input: Input): void | Promise<void>;
}

/** Messages from the thread. */
export interface FuzzReport {
  readonly lost: readonly string[];
}

/** What the thread is told. */
export interface FuzzTask {
  readonly module: string;
  readonly seed: number;
  readonly begin: number;
  readonly count: number;
  /** The number of the input at work, from 0. */
  readonly at: Int32Array<SharedArrayBuffer>;
  /** For the target's files; removed at the end. */
  readonly folder: string;
}

/** The folder for a target's files; only within its thread. */
export const fuzzFolder = (): string => (workerData as FuzzTask).folder;

/** Longest time for one input, s. */
const LONGEST_S = 10;
const WORKER = new URL('./fuzz-thread.ts', import.meta.url);

/** The attack of a module that exports a {@link FuzzTarget}; call with `import.meta.url`. */
export function fuzzing(module: string): Attack {
  return async ({ seed, count }) => {
    const lost: string[] = [];
    const folder = mkdtempSync(join(tmpdir(), 'wattproof-fuzz-'));
    try {
      for (let begin = 0; begin < count; )
        begin = await runThread({ module, seed, begin, count, folder }, lost);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return { injected: count, survived: count - lost.length, lost };
  };
}

/** Returns the first input that still has to be tried. */
function runThread(task: Omit<FuzzTask, 'at'>, lost: string[]): Promise<number> {
  const at = new Int32Array(new SharedArrayBuffer(4));
  at[0] = task.begin;
  const worker = new Worker(WORKER, { workerData: { ...task, at } satisfies FuzzTask });
  return new Promise((resolve) => {
    let [seen, since_ms] = [-1, performance.now()];
    const finish = (next: number): void => {
      clearInterval(watch);
      void worker.terminate().then(() => resolve(next));
    };
    const broke = (what: string): void => {
      const input = Atomics.load(at, 0);
      lost.push(`input ${input} of seed ${task.seed}: ${what}`);
      finish(input + 1);
    };
    const watch = setInterval(() => {
      const now = Atomics.load(at, 0);
      if (now !== seen) [seen, since_ms] = [now, performance.now()];
      else if (performance.now() - since_ms > LONGEST_S * 1e3) broke(`took more than ${LONGEST_S} s`);
    }, 500);
    worker.once('message', (report: FuzzReport) => {
      lost.push(...report.lost);
      finish(task.count);
    });
    worker.once('error', (error) => broke(`ended the thread: ${String(error)}`));
  });
}

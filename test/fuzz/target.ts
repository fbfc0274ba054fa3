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

/** Most processor time for one input, s, and most time on the clock where the machine does much else. */
const [LONGEST_S, LONGEST_WALL_S] = [10, 60];
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
    let is_over = false;
    const finish = (next: number): void => {
      if (is_over) return;
      is_over = true;
      clearInterval(watch);
      void worker.terminate().then(() => resolve(next));
    };
    const broke = (what: string): void => {
      if (is_over) return;
      const input = Atomics.load(at, 0);
      lost.push(`input ${input} of seed ${task.seed}: ${what}`);
      finish(input + 1);
    };
    let cpu_s = 0;
    const watch = setInterval(() => {
      const now = Atomics.load(at, 0);
      const wall_s = (performance.now() - since_ms) / 1e3;
      if (now !== seen) {
        [seen, since_ms] = [now, performance.now()];
        void cpuOf(worker).then((spent_s) => {
          cpu_s = spent_s;
        });
      } else if (wall_s > LONGEST_WALL_S) broke(`took more than ${LONGEST_WALL_S} s`);
      else if (wall_s > LONGEST_S)
        void cpuOf(worker).then((spent_s) => {
          if (Atomics.load(at, 0) === seen && spent_s - cpu_s > LONGEST_S)
            broke(`took more than ${LONGEST_S} s of processor time`);
        });
    }, 500);
    worker.once('message', (report: FuzzReport) => {
      lost.push(...report.lost);
      finish(task.count);
    });
    worker.once('error', (error) => broke(`ended the thread: ${String(error)}`));
  });
}

/** Processor time of a thread, s. */
async function cpuOf(worker: Worker): Promise<number> {
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1e6;
  } catch {
    // The thread has just ended.
    return 0;
  }
}

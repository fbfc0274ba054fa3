// A sweep of the real terminal program with a quick trainer, to be attacked while it runs.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const TRAINER = fileURLToPath(new URL('../fixtures/trainer/paced.mjs', import.meta.url));

export interface RunningSweep {
  readonly folder: string;
  readonly study: string;
  readonly child: ChildProcess;
  /** Trainings begun so far; all but the last have ended. */
  begun(): number;
  /** Resolves when as many trainings have begun. @throws when the sweep ends first, or takes a minute longer. */
  reached(trainings: number): Promise<void>;
  /** Resolves with the exit code, null after a signal, and all that was said. */
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
  /** Ends the program if it still runs, and removes its folder. */
  remove(): void;
}

export interface SweepShape {
  /** Trials of each of two cells. */
  readonly replicates: number;
  /** Length of a training, ms. */
  readonly train_ms: number;
}

/** Hundreds of trials of less than a second, unless the shape says otherwise. */
export function startSweep(
  powercap_root: string,
  more: readonly string[] = [],
  { replicates, train_ms }: SweepShape = { replicates: 400, train_ms: 50 },
): RunningSweep {
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-crash-'));
  const [study, log, design] = [join(folder, 's.wattproof'), join(folder, 'log'), join(folder, 'd.json')];
  writeFileSync(log, '');
  writeFileSync(
    design,
    JSON.stringify({
      name: 'Attacked',
      factors: { batch_size: [32, 64] },
      replicates,
      data: { kind: 'synthetic', samples: 100, features: 4, classes: 2 },
      idle_s: 0.05,
      cooldown_s: 0.02,
      protocol: { warmup_trials: 0 },
    }),
  );
  const args = [PROGRAM, 'run', design, '--out', study, '--no-report', '--trainer', TRAINER, ...more];
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      WATTPROOF_DATA_DIR: folder,
      WATTPROOF_POWERCAP_ROOT: powercap_root,
      WATTPROOF_EVENT_SOURCE_ROOT: join(folder, 'no-event-sources'),
      WATTPROOF_NVML_LIBRARY: join(folder, 'no-nvml.so'),
      WATTPROOF_TEST_SEEDS: log,
      WATTPROOF_TEST_TRAIN_MS: `${train_ms}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  const begun = (): number => readFileSync(log, 'utf8').split('\n').length - 1;
  return {
    folder,
    study,
    child,
    begun,
    ended,
    async reached(trainings) {
      const until_ms = performance.now() + 60_000 + trainings * train_ms;
      while (begun() < trainings) {
        if (child.exitCode !== null || performance.now() > until_ms)
          throw new Error(`the sweep did not reach ${trainings} trainings: ${stderr.slice(-300)}`);
        await sleep(20);
      }
    },
    remove() {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

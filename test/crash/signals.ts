// Signals to a sweep and to a recording at any moment: both end in order, nothing stays behind, what was recorded can be read.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { RecordDocument } from '../../core/study/record-document.ts';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { isolated } from '../cli/wattproof.ts';
import { tinyDesign } from '../engine/tiny-design.ts';
import { type AttackOptions, type AttackResult, randomOf } from './attack.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const SIGNALS = ['SIGHUP', 'SIGQUIT', 'SIGTERM'] as const;
const PATIENCE_MS = 30_000;

export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const random = randomOf(seed);
  const lost: string[] = [];
  for (let i = 0; i < count; i++) {
    const signal = SIGNALS[i % SIGNALS.length] as (typeof SIGNALS)[number];
    const command = Math.floor(i / SIGNALS.length) % 2 === 0 ? 'run' : 'record';
    const harm = await harmOf(command, signal, random() * 2500);
    if (harm !== null) lost.push(`${signal} to ${command}: ${harm}`);
  }
  return { injected: count, survived: count - lost.length, lost };
}

async function harmOf(
  command: 'run' | 'record',
  signal: (typeof SIGNALS)[number],
  delay_ms: number,
): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-signal-'));
  const study_path = join(folder, 's.wattproof');
  const design = join(folder, 'd.json');
  const factors = { precision: ['fp32'], batch_size: [32, 64], neurons: [64], layers: [1], epochs: [10_000] };
  writeFileSync(design, JSON.stringify(tinyDesign({ factors })));
  const args = {
    run: ['run', design, '--out', study_path, '--no-report'],
    record: ['record', '--out', study_path, '--json', '--', 'sleep', '3600'],
  }[command];
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, ...isolated(folder) },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 2 * PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  try {
    for (let i = 0; i < 600 && !existsSync(study_path); i++) await sleep(50);
    await sleep(delay_ms);
    const begin_ms = performance.now();
    child.kill(signal);
    const [code, killed_by] = await ended;
    if (killed_by !== null) return `killed by ${killed_by}: ${stderr}`;
    if (performance.now() - begin_ms > PATIENCE_MS) return 'took longer than 30 s to end';
    const study = openStudyFile(study_path, 'read');
    const { state } = study.db.prepare('select state from study').get() as { state: string };
    closeStudyFile(study);
    if (command === 'run')
      return code === 1 && state === 'aborted' && /stopped by the user/.test(stderr)
        ? null
        : `exit code ${code}, the study is ${state}: ${stderr}`;
    if (state === 'aborted' && code === 1 && /before the command began/.test(stderr)) return null;
    const { exit_code, energy } = JSON.parse(stdout) as RecordDocument;
    const expected = 128 + constants.signals[signal];
    return code === expected && exit_code === expected && state === 'done' && energy.length > 0
      ? null
      : `exit code ${code}, expected ${expected}; the study is ${state}`;
  } catch (error) {
    return `${error}; ${stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

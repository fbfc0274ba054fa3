// A sweep ended by SIGKILL, a closed terminal or an interrupt, once or twice, and taken up again until it is done.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { checkDesign } from '../../core/design/check.ts';
import { layOut } from '../../core/design/layout.ts';
import { readStudy } from '../../db/studies.ts';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { readTrials, readTries } from '../../db/trials.ts';
import { verifyStudy } from '../../engine/integrity/verify.ts';
import { type AttackOptions, type AttackResult, randomOf } from './attack.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const TRAINER = fileURLToPath(new URL('../fixtures/trainer/paced.mjs', import.meta.url));
const DESIGN = checkDesign({
  name: 'Interrupted',
  factors: { batch_size: [32, 64] },
  replicates: 3,
  seed: 11,
  data: { kind: 'synthetic', samples: 100, features: 4, classes: 2 },
  idle_s: 0.05,
  cooldown_s: 0.02,
});
const PLANNED = layOut(DESIGN);
/** Most are killed, for nothing else leaves a trial that nobody closed. */
const SIGNALS = ['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGHUP', 'SIGINT'] as const;
/** An end falls into this time after a training began, ms: into the training, its trial, or the next one's idle phase. */
const WITHIN_MS = 250;
const PATIENCE_MS = 60_000;

type End = { readonly signal: NodeJS.Signals; readonly in_training: number; readonly after_ms: number };

/** Lost: a sweep that does not go on to its end, a trial run twice or left out, another order or seed, or doubts of `verify`. */
export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const random = randomOf(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const lost: string[] = [];
  for (let n = 1; n <= count; n++) {
    const ends: End[] = Array.from({ length: random() < 0.3 ? 2 : 1 }, () => ({
      signal: pick(SIGNALS),
      in_training: 1 + Math.floor(random() * (PLANNED.length - 1)),
      after_ms: random() * WITHIN_MS,
    }));
    const fault = await endAndResume(ends).catch(String);
    if (fault !== null) lost.push(`sweep ${n}, ${ends.map(inWords).join(', then ')}: ${fault}`);
  }
  return { injected: count, survived: count - lost.length, lost };
}

const inWords = ({ signal, in_training, after_ms }: End): string =>
  `${signal} ${after_ms.toFixed(0)} ms into training ${in_training}`;

async function endAndResume(ends: readonly End[]): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-resume-'));
  const [study, log, design] = [join(folder, 's.wattproof'), join(folder, 'log'), join(folder, 'd.json')];
  writeFileSync(log, '');
  writeFileSync(design, JSON.stringify(DESIGN));
  try {
    let words = ['run', design, '--out', study];
    for (const end of ends) {
      const { code, stderr } = await run(folder, words, end);
      // Over before the signal, or while the program printed its result.
      if (code === 0 || (end.signal !== 'SIGKILL' && isDone(study))) break;
      if (end.signal !== 'SIGKILL' && code !== 1) return `exit code ${code}: ${stderr.slice(-300)}`;
      words = ['run', '--resume', study];
    }
    const { code, stderr } = await run(folder, words, null);
    // A sweep that was over before its last signal has nothing left to resume.
    if (code !== 0 && !/is done; to run its design anew/.test(stderr))
      return `exit code ${code}: ${stderr.slice(-300)}`;
    return faultIn(study, readFileSync(log, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the program, ended by `end` unless that is null. */
async function run(folder: string, words: readonly string[], end: End | null) {
  const log = join(folder, 'log');
  const child = spawn(process.execPath, [PROGRAM, ...words, '--no-report', '--trainer', TRAINER], {
    env: {
      ...process.env,
      WATTPROOF_DATA_DIR: folder,
      WATTPROOF_POWERCAP_ROOT: join(folder, 'no-powercap'),
      WATTPROOF_EVENT_SOURCE_ROOT: join(folder, 'no-event-sources'),
      WATTPROOF_NVML_LIBRARY: join(folder, 'no-nvml.so'),
      WATTPROOF_TEST_SEEDS: log,
      WATTPROOF_TEST_TRAIN_MS: '60',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stderr }));
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  try {
    if (end !== null) {
      const before = linesOf(readFileSync(log, 'utf8')).length;
      while (
        child.exitCode === null &&
        child.signalCode === null &&
        linesOf(readFileSync(log, 'utf8')).length < Math.min(before + end.in_training, PLANNED.length)
      )
        await sleep(10);
      await sleep(end.after_ms);
      child.kill(end.signal);
    }
    return await ended;
  } finally {
    clearTimeout(timer);
  }
}

function isDone(path: string): boolean {
  const study = openStudyFile(path, 'read');
  try {
    return readStudy(study)?.state === 'done';
  } finally {
    closeStudyFile(study);
  }
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

function faultIn(path: string, log: string): string | null {
  const study = openStudyFile(path, 'read');
  try {
    const trials = readTrials(study);
    const tries = readTries(study);
    const plan = PLANNED.map(
      ({ order, block, seed, levels }) => `${order} ${block} ${seed} ${levels.batch_size}`,
    );
    const ran = trials.map(({ id, block, seed, levels }) => `${id} ${block} ${seed} ${levels['batch_size']}`);
    if (ran.join() !== plan.join()) return `planned ${plan.join()}, stored ${ran.join()}`;
    const open = trials.filter(({ state }) => state !== 'done');
    if (open.length > 0) return `trial ${open[0]?.id} is ${open[0]?.state}`;
    // Trainings in their order: a trial comes again only where a try of it is kept.
    let at = 0;
    const again = new Map<number, number>();
    for (const line of linesOf(log)) {
      const order = PLANNED.find(
        ({ seed, levels }) => line === `${seed} ${levels.batch_size} ${levels.precision}`,
      )?.order;
      if (order === undefined || order < at || order > at + 1) return `training ${line} after trial ${at}`;
      if (order === at) again.set(order, (again.get(order) ?? 0) + 1);
      at = order;
    }
    if (at !== PLANNED.length) return `the last training was that of trial ${at}`;
    for (const [order, times] of again)
      if (tries.filter(({ retry }) => retry === order).length < times)
        return `trial ${order} was trained ${times + 1} times, but ${tries.length} tries are kept`;
  } finally {
    closeStudyFile(study);
  }
  const { findings } = verifyStudy(path);
  return findings.length === 0 ? null : `verify: ${JSON.stringify(findings[0])}`;
}

// SIGKILL at any moment of a sweep: what is in the file alone, and in the file with its log.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { readTrials } from '../../db/trials.ts';
import { runningPowercap } from '../fixtures/powercap/running-powercap.ts';
import type { AttackOptions, AttackResult } from './attack.ts';
import { randomOf } from './attack.ts';
import { measureLag } from './machine-lag.ts';
import { startSweep } from './running-sweep.ts';

/** The kill falls into this time after the first training began, ms. */
const WITHIN_MS = 3000;
/** Number of the package in the stand-in's tree; it changes with every reading. */
const PACKAGE = 1;
const MOST_LOST_S = 1;

/** Lost: more than one finished trial missing from the file alone, any missing from both, or more than 1 s of samples. */
export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const random = randomOf(seed);
  const powercap = await runningPowercap();
  const lost: string[] = [];
  try {
    for (let n = 1; n <= count; n++) {
      const after_ms = random() * WITHIN_MS;
      const fault = await killOnce(powercap.root, after_ms);
      if (fault !== null) lost.push(`kill ${n}, after ${after_ms.toFixed(0)} ms: ${fault}`);
    }
  } finally {
    powercap.remove();
  }
  return { injected: count, survived: count - lost.length, lost };
}

async function killOnce(powercap_root: string, after_ms: number): Promise<string | null> {
  const sweep = startSweep(powercap_root);
  const lag = measureLag();
  try {
    await sweep.reached(1);
    const first_s = nowS();
    await sleep(after_ms);
    const begun = sweep.begun();
    const killed_s = nowS();
    const most_s = MOST_LOST_S + lag.lag_s();
    sweep.child.kill('SIGKILL');
    await sweep.ended;
    const alone = join(sweep.folder, 'alone.wattproof');
    copyFileSync(sweep.study, alone);
    const [file, both] = [contents(alone), contents(sweep.study)];
    if (both.done < begun - 1) return `${both.done} trials are finished, but ${begun} trainings had begun`;
    if (file.done < both.done - 1) return `the file alone holds ${file.done} of ${both.done} finished trials`;
    const lost_s = killed_s - Math.max(both.last_s, first_s);
    return lost_s <= most_s
      ? null
      : `${lost_s.toFixed(2)} s of samples are missing, where ${most_s.toFixed(2)} s may be`;
  } catch (error) {
    return String(error);
  } finally {
    lag.stop();
    sweep.remove();
  }
}

/** On the clock of the samples. */
const nowS = (): number => Number(process.hrtime.bigint()) / 1e9;

function contents(path: string): { done: number; last_s: number } {
  const study = openStudyFile(path, 'read');
  try {
    const last_ns = study.db.prepare('select max(t_ns) from sample where source = ?').pluck().get(PACKAGE) as
      | number
      | null;
    return {
      done: readTrials(study).filter(({ state }) => state === 'done').length,
      last_s: (last_ns ?? 0) / 1e9,
    };
  } finally {
    closeStudyFile(study);
  }
}

// The file of a running sweep is deleted, moved, or replaced by another study.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readStudy } from '../../db/studies.ts';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { readTrials } from '../../db/trials.ts';
import { runningPowercap } from '../fixtures/powercap/running-powercap.ts';
import { type AttackOptions, type AttackResult, randomOf } from './attack.ts';
import { measureLag } from './machine-lag.ts';
import { type RunningSweep, startSweep } from './running-sweep.ts';

const EXAMPLE = join(import.meta.dirname, '..', '..', 'examples', 'first-try.wattproof');
const MOST_NOTICE_S = 10;
/** Steps between the look and the end of the program that each wait for the machine. */
const STEPS = 20;

/** Each way takes the file away; a foreign file that it puts there must stay as it is. */
const WAYS: Readonly<Record<string, (sweep: RunningSweep) => void>> = {
  deleted: ({ study }) => rmSync(study),
  'deleted with its log': ({ study }) => {
    for (const file of [study, `${study}-wal`, `${study}-shm`]) rmSync(file, { force: true });
  },
  moved: ({ study, folder }) => renameSync(study, join(folder, 'moved.wattproof')),
  'replaced by rename': ({ study, folder }) => {
    copyFileSync(EXAMPLE, join(folder, 'other'));
    renameSync(join(folder, 'other'), study);
  },
  'replaced after deleting': ({ study }) => {
    rmSync(study);
    copyFileSync(EXAMPLE, study);
  },
  'moved away and replaced with its log': ({ study, folder }) => {
    const away = join(folder, 'away');
    mkdirSync(away);
    for (const file of readdirSync(folder).filter((name) => name.startsWith('s.wattproof')))
      renameSync(join(folder, file), join(away, file));
    copyFileSync(EXAMPLE, study);
  },
};

/** Lost: noticed too late, a good exit code, a finished trial missing from the saved file, or the foreign file changed. */
export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const random = randomOf(seed);
  const powercap = await runningPowercap();
  const lost: string[] = [];
  try {
    for (let n = 1; n <= count; n++) {
      const ways = Object.entries(WAYS);
      const [name, act] = ways[Math.floor(random() * ways.length)] as (typeof ways)[number];
      const fault = await takeAway(powercap.root, 2 + Math.floor(random() * 4), act);
      if (fault !== null) lost.push(`${n}, ${name}: ${fault}`);
    }
  } finally {
    powercap.remove();
  }
  return { injected: count, survived: count - lost.length, lost };
}

async function takeAway(
  powercap_root: string,
  trainings: number,
  act: (sweep: RunningSweep) => void,
): Promise<string | null> {
  const sweep = startSweep(powercap_root, ['--json']);
  const lag = measureLag();
  try {
    await sweep.reached(trainings);
    act(sweep);
    const begun_ms = performance.now();
    const { code, stdout, stderr } = await sweep.ended;
    const noticed_s = (performance.now() - begun_ms) / 1000;
    const said = stderr.split('\n').find((line) => line.startsWith('wattproof: ')) ?? stderr.slice(-200);
    if (code !== 1) return `exit code ${code}: ${said}`;
    if (stdout !== '') return `it reported ${stdout.slice(0, 80)}`;
    if (noticed_s > MOST_NOTICE_S + STEPS * lag.lag_s()) return `noticed after ${noticed_s.toFixed(1)} s`;
    const saved = / everything recorded is in (.*\.wattproof)$/.exec(said)?.[1];
    if (saved === undefined) return `it names no saved file: ${said}`;
    const finished = doneIn(saved);
    if (finished < trainings - 1)
      return `${finished} of ${trainings - 1} finished trials are in the saved file`;
    if (!isForeign(sweep.study)) return 'the foreign file was changed';
    return existsSync(`${sweep.study}-wal`) ? 'its log was left beside the foreign file' : null;
  } catch (error) {
    return String(error);
  } finally {
    lag.stop();
    sweep.remove();
  }
}

function doneIn(path: string): number {
  const study = openStudyFile(path, 'read');
  try {
    if (readStudy(study)?.name !== 'Attacked') throw new Error(`${path} is another study`);
    if (readStudy(study)?.state !== 'failed') throw new Error(`${path} looks as if it were still being made`);
    return readTrials(study).filter(({ state }) => state === 'done').length;
  } finally {
    closeStudyFile(study);
  }
}

/** True when nothing is at the path, or the foreign file as it was put there. */
function isForeign(path: string): boolean {
  try {
    return readFileSync(path).equals(readFileSync(EXAMPLE));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

// Another program locks the study of a running sweep, as a browser of databases or a backup does.
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { readEvents } from '../../db/events.ts';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { readTrials } from '../../db/trials.ts';
import { runningPowercap } from '../fixtures/powercap/running-powercap.ts';
import { type AttackOptions, type AttackResult, randomOf } from './attack.ts';
import { startSweep } from './running-sweep.ts';

const TRIALS = 2;
/** Before and after the lock in the training that it falls into, s. */
const AROUND_S = 2;
/** A few locks are short, for npm test; more of them last a minute. */
const [SHORT_S, LONG_S, FROM_COUNT] = [3, 60, 4];
/** Sweeps that wait at the same time. */
const AT_ONCE = 10;
/** Number of the package in the stand-in's tree; it changes with every reading. */
const PACKAGE = 1;
const MOST_HOLE_S = 1.5;

/** Lost: a sweep that ends otherwise than well, a trial that is missing, or readings that are. */
export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const random = randomOf(seed);
  const lock_s = count < FROM_COUNT ? SHORT_S : LONG_S;
  const powercap = await runningPowercap();
  const lost: string[] = [];
  try {
    for (let n = 0; n < count; n += AT_ONCE) {
      const faults = await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, count - n) }, () =>
          lockOnce(powercap.root, lock_s, 1 + Math.floor(random() * TRIALS), random() * AROUND_S),
        ),
      );
      lost.push(...faults.flatMap((fault, k) => (fault === null ? [] : [`lock ${n + k + 1}: ${fault}`])));
    }
  } finally {
    powercap.remove();
  }
  return { injected: count, survived: count - lost.length, lost };
}

async function lockOnce(
  powercap_root: string,
  lock_s: number,
  trainings: number,
  after_s: number,
): Promise<string | null> {
  const train_ms = (lock_s + 2 * AROUND_S) * 1000;
  const sweep = startSweep(powercap_root, ['--json'], { replicates: TRIALS / 2, train_ms });
  try {
    await sweep.reached(trainings);
    await sleep(after_s * 1000);
    const other = new Database(sweep.study, { fileMustExist: true });
    other.exec('begin immediate');
    await sleep(lock_s * 1000);
    const was_running = sweep.child.exitCode === null;
    other.exec('rollback');
    other.close();
    const { code, stderr } = await sweep.ended;
    if (!was_running) return `it ended while the study was locked: ${stderr.slice(-200)}`;
    if (code !== 0) return `exit code ${code}: ${stderr.slice(-200)}`;
    return faultIn(sweep.study, lock_s);
  } catch (error) {
    return String(error);
  } finally {
    sweep.remove();
  }
}

function faultIn(path: string, lock_s: number): string | null {
  const study = openStudyFile(path, 'read');
  try {
    const done = readTrials(study).filter(({ state }) => state === 'done').length;
    if (done !== TRIALS) return `${done} trials are done`;
    const said = readEvents(study).find(({ kind }) => kind === 'study_locked')?.message;
    if (said === undefined) return 'the lock is not among the events';
    const { hole_s, span_s } = longestHole(study.db);
    if (span_s < lock_s) return `the readings cover ${span_s.toFixed(1)} s`;
    return hole_s <= MOST_HOLE_S ? null : `a hole of ${hole_s.toFixed(2)} s in the readings`;
  } finally {
    closeStudyFile(study);
  }
}

/** Between two readings of the package in any trial, and the time that the readings of the longest trial cover. */
function longestHole(db: Database.Database): { hole_s: number; span_s: number } {
  return db
    .prepare(
      `select max(step_ns) / 1e9 as hole_s, max(span_ns) / 1e9 as span_s from (
         select t_ns - lag(t_ns) over (partition by trial order by t_ns) as step_ns,
                t_ns - min(t_ns) over (partition by trial) as span_ns
         from sample where source = ?)`,
    )
    .get(PACKAGE) as { hole_s: number; span_s: number };
}

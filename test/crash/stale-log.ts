// A study file beside a log of another moment, another branch or another study: refused, or exactly what its writer had.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditError } from '../../core/errors.ts';
import { insertEvent, readEvents } from '../../db/events.ts';
import { foldLog } from '../../db/study-file/fold.ts';
import { closeStudyFile, createStudyFile, openStudyFile } from '../../db/study-file.ts';
import { type AttackOptions, type AttackResult, randomOf } from './attack.ts';

/** Writing takes longer than reading: each two studies are paired so often. */
const PAIRS_OF_A_HISTORY = 10;

/** The bytes of a file and its log at one moment, and what a reader of both should see. */
interface Moment {
  readonly file: Buffer;
  readonly log: Buffer;
  readonly truth: string;
  /** The same of the file alone. */
  readonly alone: string;
}

/** Lost: a pair opened as anything but what the writer of that log, or the writer of a file without one, had written. */
export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const random = randomOf(seed);
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-stale-'));
  const lost: string[] = [];
  try {
    let moments: Moment[] = [];
    for (let n = 1; n <= count; n++) {
      if (n % PAIRS_OF_A_HISTORY === 1)
        moments = ['a', 'b'].flatMap((name) => history(folder, random, `${n}${name}`));
      const pick = (): Moment => moments[Math.floor(random() * moments.length)] as Moment;
      const [of_file, of_log] = [pick(), pick()];
      const path = join(folder, 'pair.wattproof');
      writeFileSync(path, of_file.file);
      writeFileSync(`${path}-wal`, of_log.log);
      const fault = look(path, of_file, of_log);
      if (fault !== null) lost.push(`pair ${n}: ${fault}`);
      for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { injected: count, survived: count - lost.length, lost };
}

function look(path: string, of_file: Moment, of_log: Moment): string | null {
  try {
    const study = openStudyFile(path, 'read');
    const seen = JSON.stringify(readEvents(study).map(({ message }) => message));
    closeStudyFile(study);
    const right = of_log.log.length > 0 ? of_log.truth : of_file.alone;
    return seen === right ? null : `opened as ${seen} instead of ${right}`;
  } catch (error) {
    if (!(error instanceof AuditError)) return `not in words: ${error}`;
    if (of_file === of_log) return `refused what belongs together: ${error.message}`;
    const before = readFileSync(path);
    return before.equals(of_file.file) ? null : 'refused, but the file was changed';
  }
}

/** Random writing, checkpoints, closing and opening again; a moment is taken after each. */
function history(folder: string, random: () => number, name: string): Moment[] {
  const path = join(folder, `${name}.wattproof`);
  const moments: Moment[] = [];
  const said: string[] = [];
  let study = createStudyFile(path);
  let alone = '[]';
  const take = (): void => {
    let log = Buffer.alloc(0);
    try {
      log = readFileSync(`${path}-wal`);
    } catch {
      // closed: there is none
    }
    moments.push({ file: readFileSync(path), log, truth: JSON.stringify(said), alone });
  };
  for (let step = 0; step < 8; step++) {
    const act = random();
    if (act < 0.55) {
      const message = `${name}${step}`;
      said.push(message);
      const kind = 'x'.repeat(Math.floor(random() * 9000)); // sometimes more than a page
      insertEvent(study, { trial: null, t_ns: step, kind, message });
    } else if (act < 0.8) {
      foldLog(study);
      alone = JSON.stringify(said);
    } else {
      closeStudyFile(study);
      alone = JSON.stringify(said);
      take();
      study = openStudyFile(path, 'write');
    }
    take();
  }
  closeStudyFile(study);
  alone = JSON.stringify(said);
  take();
  return moments;
}

// Hostile studies in front of the reader of the window: each must be refused or shown within its limits, in one line and
// without control characters, while a good study opens beside it and the process that asks is not held up.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditError, messageOf } from '../../core/errors.ts';
import { DEFAULT_SETTINGS as settings } from '../../core/settings.ts';
import { openLog } from '../../engine/setup/log.ts';
import { StudyReader } from '../../engine/study-reader/client.ts';
import { READER_LIMITS } from '../../engine/study-reader/limits.ts';
import { writeBigStudy } from '../bench/big-study.ts';
import { nodeReader } from '../engine/study-reader/node-process.ts';
import { type Attack, randomOf } from './attack.ts';
import { HOSTILE } from './hostile-making.ts';

/** A good study opens within this time beside a hostile one, ms; more where a machine is slow with it alone. */
const GOOD_MS = 2000;
/** What a hostile one may take beyond its limit: to be killed, and to be told. */
const SLACK_MS = 2000;
const BLOCKED_MS = 100;

/** A letter that moves a terminal's cursor or turns text around. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

interface Timed {
  readonly took_ms: number;
  readonly error: unknown;
}

const timed = async (work: Promise<unknown>): Promise<Timed> => {
  const begin_ms = performance.now();
  const error = await work.then(
    () => null,
    (refused: unknown) => refused,
  );
  return { took_ms: performance.now() - begin_ms, error };
};

export const attack: Attack = async ({ seed, count }) => {
  const dir = mkdtempSync(join(tmpdir(), 'wattproof-hostile-'));
  const reader = new StudyReader(nodeReader(), openLog(dir, 'window'));
  const lost: string[] = [];
  try {
    const good = join(dir, 'good.wattproof');
    writeBigStudy(good, { trials: 8, samples: 1600 });
    const view = (path: string) => reader.ask({ kind: 'view', path, options: { settings } });
    const line = (path: string) => reader.ask({ kind: 'line', path, settings });
    // As many processes as will be needed are started, as in a window that has shown its list.
    const alone = await timed(Promise.all([view(good), view(good), line(good), line(good)]));
    const good_ms = Math.max(GOOD_MS, 3 * alone.took_ms);
    const random = randomOf(seed);
    const kinds = Object.keys(HOSTILE).toSorted(() => random() - 0.5);
    for (let i = 0; i < count; i += 1) {
      const kind = kinds[i % kinds.length] ?? '';
      const folder = join(dir, String(i));
      const path = join(folder, 'study.wattproof');
      mkdirSync(folder);
      HOSTILE[kind]?.(path, good, random);
      const faults: string[] = [];
      const held_ms = await heldUp(async () => {
        const [listed, opened, excluded, beside] = await Promise.all([
          timed(line(path)),
          timed(view(path)),
          timed(reader.ask({ kind: 'exclude', path, trial: 1, reason: 'a reason' })),
          timed(view(good)),
        ]);
        for (const { took_ms, error } of [listed, opened, excluded]) {
          if (took_ms > READER_LIMITS.limitS('view') * 1e3 + SLACK_MS + alone.took_ms)
            faults.push(`it took ${took_ms.toFixed(0)} ms`);
          if (error !== null && !(error instanceof AuditError)) faults.push(`it failed: ${messageOf(error)}`);
          if (error instanceof AuditError && CONTROL.test(error.message))
            faults.push(`its refusal has control characters: ${JSON.stringify(error.message)}`);
        }
        if (beside.error !== null) faults.push(`the good one failed: ${messageOf(beside.error)}`);
        if (beside.took_ms > good_ms) faults.push(`the good one took ${beside.took_ms.toFixed(0)} ms`);
      });
      if (held_ms > BLOCKED_MS) faults.push(`held up for ${held_ms.toFixed(0)} ms`);
      if (faults.length > 0) lost.push(`${kind}: ${faults.join('; ')}`);
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    reader.close();
    rmSync(dir, { recursive: true, force: true });
  }
  return { injected: count, survived: count - lost.length, lost };
};

/** Longest turn of this process during the work, ms of processor time: waiting for a core is not its fault. */
async function heldUp(work: () => Promise<unknown>): Promise<number> {
  const used_ms = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1e3;
  };
  let [most_ms, last_ms] = [0, used_ms()];
  const timer = setInterval(() => {
    const now_ms = used_ms();
    most_ms = Math.max(most_ms, now_ms - last_ms);
    last_ms = now_ms;
  }, 10);
  await work();
  clearInterval(timer);
  return most_ms;
}

// Opens hostile studies in the real window with a good one beside each, and measures how long everything took.
import { mkdirSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { randomOf } from '../crash/attack.ts';
import { HOSTILE } from '../crash/hostile-making.ts';
import { answerDialogs } from './acts.ts';
import type { Launched } from './launch.ts';

/** Longest times of a run, ms. */
export interface Slowest {
  readonly hostile_ms: number;
  readonly good_ms: number;
  /** The main process took no turn; on a busy machine it may only have waited for a core. */
  readonly held_ms: number;
  /** Processor time of one turn of the main process. */
  readonly busy_ms: number;
  /** The good study alone, at first, with the start of its process. */
  readonly first_ms: number;
}

/** Hands a file to the page through the system's dialog. */
async function hand({ page, dir }: Launched, file: string): Promise<string> {
  await answerDialogs(dir, { open: file });
  const chosen = await page.evaluate(() => window.wattproof.call('study:choose'));
  if (!chosen.ok || chosen.value === null) throw new Error('nothing was chosen');
  return chosen.value.study;
}

/** Watches the main process from now on; the answer is asked with {@link heldUp}. */
const watch = ({ app }: Launched): Promise<void> =>
  app.evaluate(() => {
    const look = () => {
      const { user, system } = process.threadCpuUsage();
      return { at_ms: performance.now(), used_ms: (user + system) / 1e3 };
    };
    const seen = { held_ms: 0, busy_ms: 0, last: look() };
    const timer = setInterval(() => {
      const now = look();
      seen.held_ms = Math.max(seen.held_ms, now.at_ms - seen.last.at_ms - 10);
      seen.busy_ms = Math.max(seen.busy_ms, now.used_ms - seen.last.used_ms);
      seen.last = now;
    }, 10);
    Object.assign(globalThis, { watched: { seen, timer } });
  });

const heldUp = ({ app }: Launched): Promise<Pick<Slowest, 'held_ms' | 'busy_ms'>> =>
  app.evaluate(() => {
    const { watched } = globalThis as unknown as {
      watched: { seen: { held_ms: number; busy_ms: number }; timer: NodeJS.Timeout };
    };
    clearInterval(watched.timer);
    return { held_ms: watched.seen.held_ms, busy_ms: watched.seen.busy_ms };
  });

/** Opens both at once; the times until each was answered, ms. */
const openBoth = ({ page }: Launched, hostile: string, good: string) =>
  page.evaluate(
    async ([bad, fine]) => {
      const timed = async (study: string) => {
        const begin_ms = performance.now();
        const answer = await window.wattproof.call('study:open', { study: study as never });
        return { answer, took_ms: performance.now() - begin_ms };
      };
      const [first, second] = await Promise.all([timed(bad as string), timed(fine as string)]);
      return {
        hostile: { ok: first.answer.ok, message: first.answer.ok ? '' : first.answer.error.message },
        code: first.answer.ok ? '' : first.answer.error.code,
        is_good_open: second.answer.ok,
        hostile_ms: first.took_ms,
        good_ms: second.took_ms,
      };
    },
    [hostile, good] as const,
  );

/** @throws Error naming the kind when a good study does not open beside it, or a hostile one fails in another way */
export async function openHostile(it: Launched, dir: string, kinds: readonly string[]): Promise<Slowest> {
  const random = randomOf(1);
  const good_file = path.join(dir, 'good.wattproof');
  const good = await hand(it, good_file);
  const { good_ms: first_ms } = await openBoth(it, good, good);
  await watch(it);
  const most = { hostile_ms: 0, good_ms: 0 };
  for (const kind of kinds) {
    const folder = path.join(dir, 'hostile');
    mkdirSync(folder);
    const file = path.join(folder, 'study.wattproof');
    HOSTILE[kind]?.(file, good_file, random);
    const seen = await openBoth(it, await hand(it, file), good);
    if (!seen.is_good_open) throw new Error(`${kind}: the good study did not open beside it`);
    if (!['', 'study'].includes(seen.code)) throw new Error(`${kind}: refused with the code ${seen.code}`);
    most.hostile_ms = Math.max(most.hostile_ms, seen.hostile_ms);
    most.good_ms = Math.max(most.good_ms, seen.good_ms);
    rmSync(folder, { recursive: true, force: true });
  }
  const slowest = { ...most, first_ms, ...(await heldUp(it)) };
  process.stdout.write(`${kinds.length} hostile studies, slowest: ${JSON.stringify(slowest)}\n`);
  return slowest;
}

/** True when nothing else keeps the machine's cores busy, so that wall time says something about the app. */
export const isCalm = (): boolean => (loadavg()[0] ?? 0) < cpus().length;

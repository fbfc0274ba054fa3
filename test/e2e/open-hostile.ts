// Opens hostile studies in the real window with a good one beside each, and measures how long everything took.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { randomOf } from '../crash/attack.ts';
import { HOSTILE } from '../crash/hostile-making.ts';
import { answerDialogs } from './acts.ts';
import type { Launched } from './launch.ts';

/** Longest times of a run, ms. */
export interface Slowest {
  readonly hostile_ms: number;
  readonly good_ms: number;
  /** The main process did nothing else; time in which it waited for a core is not its own. */
  readonly held_ms: number;
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
    const { readFileSync } = process.getBuiltinModule('node:fs');
    const waited_ms = (): number => {
      try {
        return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'latin1').split(' ')[1]) / 1e6;
      } catch {
        return 0;
      }
    };
    const seen = { held_ms: 0, at_ms: performance.now(), waited_ms: waited_ms() };
    const timer = setInterval(() => {
      const now = { at_ms: performance.now(), waited_ms: waited_ms() };
      seen.held_ms = Math.max(seen.held_ms, now.at_ms - seen.at_ms - (now.waited_ms - seen.waited_ms) - 10);
      Object.assign(seen, now);
    }, 10);
    Object.assign(globalThis, { held: { seen, timer } });
  });

const heldUp = ({ app }: Launched): Promise<number> =>
  app.evaluate(() => {
    const { held } = globalThis as unknown as { held: { seen: { held_ms: number }; timer: NodeJS.Timeout } };
    clearInterval(held.timer);
    return held.seen.held_ms;
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
  const slowest = { ...most, first_ms, held_ms: await heldUp(it) };
  process.stdout.write(`${kinds.length} hostile studies, slowest: ${JSON.stringify(slowest)}\n`);
  return slowest;
}

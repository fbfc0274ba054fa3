// Hostile studies in the real window: each is refused or shown while good ones open beside it, the main process is never
// held up, and the app quits at once whatever its readers are doing.
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeBigStudy } from '../bench/big-study.ts';
import { randomOf } from '../crash/attack.ts';
import { HOSTILE } from '../crash/hostile-making.ts';
import { showScreen } from './acts.ts';
import { type Launched, launch } from './launch.ts';
import { isCalm, openHostile } from './open-hostile.ts';

let it: Launched;
let dir = '';
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'wattproof-hostile-'));
  writeBigStudy(path.join(dir, 'good.wattproof'), { trials: 8, samples: 1600 });
  it = await launch();
});
afterAll(async () => {
  await it?.close();
  rmSync(dir, { recursive: true, force: true });
});

test('hostile studies are refused or shown in time, a good one opens beside each, and nothing is held up', async () => {
  // All of them: hostile.deep.test.ts.
  const some = Object.keys(HOSTILE).filter((_, i) => i % 4 === 0);
  const { hostile_ms, good_ms, held_ms, busy_ms, first_ms } = await openHostile(it, dir, some);
  expect(hostile_ms).toBeLessThan(10_000 + 5 * first_ms);
  expect(good_ms).toBeLessThan(Math.max(2000, 5 * first_ms));
  expect(busy_ms).toBeLessThan(100);
  if (isCalm()) expect(held_ms).toBeLessThan(100);
});

test('a study that cannot be read in the studies folder does not hide the others', async () => {
  const studies = path.join(it.dir, 'data', 'studies');
  mkdirSync(studies, { recursive: true });
  copyFileSync(path.join(dir, 'good.wattproof'), path.join(studies, 'a-good-one.wattproof'));
  HOSTILE['a trial table without end']?.(
    path.join(studies, 'z-hostile.wattproof'),
    path.join(dir, 'good.wattproof'),
    randomOf(1),
  );
  HOSTILE['a pipe']?.(path.join(studies, 'b-pipe.wattproof'), '', randomOf(1));
  await it.page.reload();
  await showScreen(it.page, 'Studies');
  const rows = it.page.getByRole('table', { name: 'Recent studies, newest first' }).getByRole('row');
  await expect.poll(() => rows.getByText('8 of 8').count(), { timeout: 30_000 }).toBeGreaterThan(0);
  await expect.poll(() => rows.getByText(/is a pipe or a device/).count(), { timeout: 30_000 }).toBe(1);
});

test('the app quits within three seconds while a reader hangs', async () => {
  // A stopped process answers no polite signal.
  const stopped = await it.app.evaluate(({ app }) => {
    const readers = app.getAppMetrics().filter(({ name }) => name === 'study reader');
    for (const { pid } of readers) process.kill(pid, 'SIGSTOP');
    return readers.map(({ pid }) => pid);
  });
  expect(stopped.length).toBeGreaterThan(0);
  void it.page.evaluate(() => window.wattproof.call('study:recent')).catch(() => {});
  const over = once(it.app.process(), 'exit');
  const begin_ms = performance.now();
  await it.app.evaluate(({ BrowserWindow }) => {
    setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0);
  });
  await over;
  expect(performance.now() - begin_ms).toBeLessThan(3000);
  for (const pid of stopped) await expect.poll(() => isRunning(pid), { timeout: 5000 }).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

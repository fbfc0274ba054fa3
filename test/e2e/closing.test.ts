// Closing the window during a sweep asks first, and finished trials are on disk when the app has exited.

import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { viewStudy } from '../../engine/study/study-view.ts';
import { answerDialogs } from './acts.ts';
import { type Launched, launch } from './launch.ts';
import { smallDesign, startSweep } from './set-up-sweep.ts';

const LONG = smallDesign({ epochs: [1], replicates: 50, samples: 2000 });

let it: Launched;
beforeAll(async () => {
  it = await launch();
});
afterAll(() => it?.close());

const askToClose = (): Promise<void> =>
  it.app.evaluate(({ BrowserWindow }) => {
    setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0);
  });

test('a second sweep is refused while one runs', async () => {
  const { page } = it;
  await startSweep(page, LONG);
  await page.getByRole('heading', { name: /^Trial ([2-9]|\d\d) of 100/ }).waitFor({ timeout: 60_000 });
  const again = await page.evaluate((design) => window.wattproof.call('sweep:start', design), LONG);
  expect(again).toMatchObject({ ok: false, error: { code: 'usage' } });
});

test('“Keep running” keeps the window and the sweep', async () => {
  await answerDialogs(it.dir, { button: 0 });
  await askToClose();
  const { page } = it;
  await page.getByRole('heading', { name: /^Trial ([3-9]|\d\d) of 100/ }).waitFor({ timeout: 60_000 });
  expect(page.isClosed()).toBe(false);
});

test('“Abort and close” ends the app and leaves a study that opens', async () => {
  await answerDialogs(it.dir, { button: 1 });
  const over = once(it.app.process(), 'exit');
  await askToClose();
  await over;
  const studies = path.join(it.dir, 'data', 'studies');
  const files = await readdir(studies);
  // One self-contained file, with no write-ahead log left next to it.
  expect(files).toHaveLength(1);
  const view = viewStudy(path.join(studies, files[0] ?? ''), { settings: DEFAULT_SETTINGS });
  expect(view.trials).toHaveLength(100);
  expect(view.trials.filter((trial) => trial.state === 'done').length).toBeGreaterThanOrEqual(2);
  expect(view.trials.filter((trial) => trial.state === 'aborted').length).toBeLessThanOrEqual(1);
});

// A window killed in the middle of a sweep: the next one shows the unfinished study and goes on with it.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { readTrials, readTries } from '../../db/trials.ts';
import { showScreen } from './acts.ts';
import { type Launched, launch } from './launch.ts';
import { smallDesign, startSweep } from './set-up-sweep.ts';

const open: Launched[] = [];
afterAll(async () => {
  for (const it of open.reverse()) await it.close();
});

async function launched(dir?: string): Promise<Launched> {
  const it = await launch(dir === undefined ? {} : { dir });
  open.push(it);
  return it;
}

test('a killed sweep is shown as unfinished, continues at a click, and ends with every trial once', async () => {
  const first = await launched();
  await startSweep(first.page, smallDesign({ epochs: [80], replicates: 3, samples: 20_000 }));
  // Between two trials nothing is interrupted.
  await expect
    .poll(() => first.page.evaluate(() => window.wattproof.call('sweep:current')), {
      timeout: 60_000,
      interval: 20,
    })
    .toMatchObject({ value: { trial: 2, phase: 'train' } });
  first.app.process().kill('SIGKILL');

  const { page, dir, console_errors } = await launched(first.dir);
  await showScreen(page, 'Studies');
  await page.getByRole('button', { name: 'Small sweep' }).click();
  const card = page.getByTestId('unfinished');
  await card
    .getByText(/of 6 trials are left\. Trial \d was interrupted and runs again/)
    .waitFor({ timeout: 30_000 });
  await card.getByRole('button', { name: 'Continue this sweep' }).click();
  await page.getByText('The sweep is done').waitFor({ timeout: 180_000 });
  await page.getByRole('button', { name: 'See the results' }).click();
  await page
    .getByText(/The sweep was interrupted after trial \d and taken up again/)
    .first()
    .waitFor();
  expect(await page.getByTestId('unfinished').count()).toBe(0);
  expect(console_errors).toEqual([]);

  const folder = path.join(dir, 'data', 'studies');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.wattproof'));
  expect(files).toHaveLength(1);
  const study = openStudyFile(path.join(folder, files[0] as string), 'read');
  expect(readTrials(study).map(({ state }) => state)).toEqual(Array(6).fill('done'));
  expect(readTries(study)).toHaveLength(1);
  closeStudyFile(study);
});

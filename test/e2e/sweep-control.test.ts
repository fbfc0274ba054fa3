// A running sweep in the real window: wall readings, a pause between trials, leaving the screen, and an abort.

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { readWallReadings } from '../../db/wall-readings.ts';
import { showScreen } from './acts.ts';
import { type Launched, launch } from './launch.ts';
import { smallDesign, startSweep } from './set-up-sweep.ts';

let it: Launched;
let page: Page;
beforeAll(async () => {
  it = await launch();
  page = it.page;
  // Enough trials of some seconds that the pause falls between two on any machine.
  await startSweep(page, smallDesign({ epochs: [60], replicates: 20, samples: 20_000 }));
}, 120_000);
afterAll(() => it?.close());

test('a wall-meter reading is saved and listed; an impossible one is refused', async () => {
  const watts = page.getByRole('textbox', { name: 'Power shown, W' });
  const save = page.getByRole('button', { name: 'Save: Power shown, W' });
  await watts.fill('123456');
  await page.getByText('0 to 100,000 W').waitFor();
  expect(await save.isDisabled()).toBe(true);
  await watts.fill('182.4');
  await save.click();
  await page.getByRole('cell', { name: '182.4' }).waitFor();
});

test('leaving the screen asks once, and the sweep continues', async () => {
  const studies = page.getByRole('navigation').getByRole('button', { name: 'Studies' });
  await studies.click();
  const question = page.getByRole('dialog', { name: 'Leave the running sweep?' });
  await question.getByRole('button', { name: 'Stay here' }).click();
  await question.waitFor({ state: 'detached' });
  await page.getByRole('heading', { level: 1, name: 'Run' }).waitFor();
  await studies.click();
  await question.getByRole('button', { name: 'Leave and keep it running' }).click();
  await page.getByRole('heading', { level: 1, name: 'Studies' }).waitFor();
  await showScreen(page, 'Run');
  await studies.click();
  await page.getByRole('heading', { level: 1, name: 'Studies' }).waitFor();
  await showScreen(page, 'Run');
});

test('a pause waits for the end of the trial, holds, and can be resumed', async () => {
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const resume = page.getByRole('button', { name: 'Resume' });
  await resume.waitFor({ timeout: 60_000 });
  await page.getByText('Paused between trials').waitFor();
  const heading = page.getByRole('heading', { name: /^Trial \d+ of 40/ });
  const held = await heading.textContent();
  await page.waitForTimeout(1500);
  expect(await heading.textContent()).toBe(held);
  await resume.click();
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await expect.poll(() => heading.textContent(), { timeout: 60_000 }).not.toBe(held);
});

test('readings and finished trials are in the study after an abort', async () => {
  await page.getByRole('button', { name: 'Abort', exact: true }).click();
  await page.getByRole('button', { name: 'Abort the sweep' }).click();
  await page.getByText('The sweep was aborted').waitFor({ timeout: 60_000 });
  const folder = path.join(it.dir, 'data', 'studies');
  const [file = ''] = (await readdir(folder)).filter((name) => name.endsWith('.wattproof'));
  const study = openStudyFile(path.join(folder, file), 'read');
  expect(readWallReadings(study)).toMatchObject([{ power_w: 182.4, energy_j: null, method: 'typed' }]);
  closeStudyFile(study);
  expect(it.console_errors).toEqual([]);
});

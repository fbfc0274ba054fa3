// Help on every screen, and settings for units, the folder of studies and the sampling rates.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HELP_TITLES } from '../../core/contract/help-page.ts';
import { SCREENS } from '../../core/contract/screens.ts';
import { answerDialogs, showScreen } from './acts.ts';
import { type Launched, launch } from './launch.ts';
import { runSweep, smallDesign } from './set-up-sweep.ts';

let it: Launched;
let page: Page;
beforeAll(async () => {
  it = await launch();
  page = it.page;
});
afterAll(() => it?.close());

const openSettings = (): Promise<void> => page.getByRole('button', { name: 'Settings', exact: true }).click();
const save = (): Promise<void> => page.getByRole('button', { name: 'Save', exact: true }).click();
const kept = async (): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(path.join(it.dir, 'data', 'settings.json'), 'utf8'));

test('every screen opens its page of the documentation, and links between pages work', async () => {
  for (const { label, help: name } of Object.values(SCREENS)) {
    await showScreen(page, label);
    await page.getByRole('button', { name: `Help: ${HELP_TITLES[name]}` }).click();
    const help = page.getByTestId('help-page');
    await help.locator('h1').waitFor();
    expect((await help.textContent())?.length, label).toBeGreaterThan(500);
    if (label === 'Design') {
      await help.getByRole('link', { name: 'protocol' }).click();
      await help.getByRole('heading', { name: 'The protocol around a trial' }).waitFor();
    }
    await page.getByRole('button', { name: 'Close the help' }).click();
    await help.waitFor({ state: 'detached' });
  }
});

test('rates, unit and folder are saved; a new study goes to the folder', async () => {
  const folder = path.join(it.dir, 'my studies');
  await mkdir(folder);
  await openSettings();
  await page.getByRole('textbox', { name: 'Readings per second', exact: true }).fill('50');
  await page.getByRole('textbox', { name: 'CPU counters, readings per second' }).fill('200');
  await page.getByText('Watt-hours', { exact: true }).click();
  await answerDialogs(it.dir, { open: folder });
  await page.getByRole('button', { name: 'Choose…' }).click();
  await expect.poll(() => page.getByTestId('studies-folder').textContent()).toBe(folder);
  await save();
  await expect
    .poll(kept)
    .toMatchObject({ sample_hz: 50, counter_hz: 200, energy_unit: 'Wh', studies_dir: folder });

  await runSweep(page, smallDesign({ epochs: [2], replicates: 2 }));
  expect((await readdir(folder)).filter((file) => file.endsWith('.wattproof'))).toHaveLength(1);
});

test('energies are shown in watt-hours: in words, in tables and on axes', async () => {
  await page.getByRole('button', { name: 'See the results' }).click();
  await page.getByTestId('verdict').waitFor();
  const groups = await page.getByRole('table', { name: /^Groups: Training energy, m?Wh/ }).count();
  expect(groups).toBe(1);
  const sources = page.getByRole('table', { name: 'Mean training energy by source' });
  expect(await sources.locator('thead').textContent()).toMatch(/Mean, m?Wh/);
});

test('an impossible rate is reported and not saved', async () => {
  await openSettings();
  const rate = page.getByRole('textbox', { name: 'Readings per second', exact: true });
  await rate.fill('5000');
  await rate.blur();
  await rate.fill('0');
  await page.getByText(/^Readings per second: /).waitFor();
  expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await kept()).toMatchObject({ sample_hz: 50 });
});

test('the page logged no error along the way', () => {
  expect(it.console_errors).toEqual([]);
});

// The whole app in its real window: inspect the hardware, run a small sweep, read its results, export the report.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerDialogs, inkOf, showScreen } from './acts.ts';
import { type Launched, launch } from './launch.ts';
import { setUpSmallSweep, smallDesign, startSweep } from './set-up-sweep.ts';

let it: Launched;
let page: Page;
beforeAll(async () => {
  it = await launch();
  page = it.page;
});
afterAll(() => it?.close());

test('the hardware screen lists every source with its kind', async () => {
  await showScreen(page, 'Hardware');
  const table = page.getByRole('table', { name: 'Power sources of this machine' });
  await table.waitFor();
  const rows = await table.locator('tbody tr').count();
  expect(rows).toBeGreaterThan(0);
  const kinds = await table
    .locator('[data-kind]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-kind')));
  expect(kinds).toHaveLength(rows);
  for (const kind of kinds) expect(['measured', 'derived', 'modelled', 'missing']).toContain(kind);
});

test('live power is drawn', async () => {
  await expect.poll(() => inkOf(page, 'live-power'), { timeout: 20_000 }).toBeGreaterThan(0.001);
});

test('a small sweep set up in the editor runs to its end and shows its progress', async () => {
  await setUpSmallSweep(page, { epochs: '2', replicates: '3', samples: '2000' });
  await expect
    .poll(() => page.getByTestId('design-summary').textContent())
    .toBe('6 trials: 2 cells × 3 replicates');
  await page.getByRole('button', { name: 'Run this design' }).click();
  await page.getByRole('heading', { name: /Trial \d of 6/ }).waitFor();
  await page.getByText('The sweep is done').waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'See the results' }).click();
});

test('the results show the verdict, the box plot and the tables', async () => {
  await page.getByTestId('verdict').waitFor();
  expect((await page.getByTestId('verdict').textContent())?.length).toBeGreaterThan(20);
  await expect.poll(() => inkOf(page, 'box-plot')).toBeGreaterThan(0.001);
  for (const [name, rows] of [
    [/^Groups: /, 2],
    ['Analysis of variance', 2],
    ['Pairwise t-tests', 1],
    [/^Trials$/, 6],
  ] as const) {
    expect(await page.getByRole('table', { name }).locator('tbody tr').count(), String(name)).toBe(rows);
  }
  expect(await page.getByTestId('carbon').textContent()).toMatch(/\d.* CO₂e/);
});

test('the sentence to cite goes to the clipboard', async () => {
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
});

test('a banner warns when all energies come from models', async () => {
  const sources = page.getByRole('table', { name: 'Mean training energy by source' });
  const kinds = await sources
    .locator('[data-kind]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-kind')));
  const is_modelled = kinds.length > 0 && kinds.every((kind) => kind === 'modelled');
  expect(await page.getByTestId('modelled-banner').count()).toBe(is_modelled ? 1 : 0);
});

test('choosing another response shows its analysis', async () => {
  await page.getByRole('combobox', { name: 'Response' }).click();
  await page.getByRole('option', { name: 'Training time' }).click();
  await page.getByRole('heading', { name: 'Training time by cell' }).waitFor();
  await page.getByText('Means', { exact: true }).click();
  await expect.poll(() => inkOf(page, 'means-plot')).toBeGreaterThan(0.001);
});

test('options change the analysis at once and can be reset', async () => {
  const anova = page.getByRole('table', { name: 'Analysis of variance' }).locator('tbody tr');
  await page.getByRole('button', { name: 'Analysis options' }).click();
  await page.getByRole('switch', { name: 'Include blocks in the model' }).click();
  await expect.poll(() => anova.count()).toBe(3);
  await page.getByRole('textbox', { name: 'Allowed accuracy loss, percentage points' }).fill('50');
  await page.getByRole('textbox', { name: 'Allowed accuracy loss, percentage points' }).press('Enter');
  await page
    .getByTestId('sweep-card')
    .getByText(/less accurate than .* by more than 50 points/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await expect.poll(() => anova.count()).toBe(2);
});

test('a trial opens with its power, energies and epochs, and the chart zooms to a phase', async () => {
  await showScreen(page, 'Trials');
  await page.getByRole('button', { name: 'Open trial 2' }).click();
  await expect.poll(() => inkOf(page, 'trace')).toBeGreaterThan(0.001);
  for (const [name, rows] of [
    ['Phases of the trial', 6],
    ['Epochs of the trial', 2],
  ] as const)
    expect(await page.getByRole('table', { name }).locator('tbody tr').count()).toBe(rows);
  expect(
    await page
      .getByRole('table', { name: /^Energy of the training by source/ })
      .locator('tbody tr')
      .count(),
  ).toBeGreaterThan(0);
  expect(await page.getByRole('table', { name: 'Conditions of the trial' }).textContent()).toMatch(
    /Idle power/,
  );
  const label = (): Promise<string | null> => page.getByTestId('trace').getAttribute('aria-label');
  expect(await label()).toMatch(/^Power over time, 0\.00 to /);
  await page.getByTestId('trial-page').getByRole('button', { name: 'Idle baseline' }).click();
  await expect.poll(label).not.toMatch(/to \d{2,}/);
  await page.getByRole('button', { name: 'Whole trial' }).click();
  await expect.poll(label).toMatch(/^Power over time, 0\.00 to /);
});

test('the report is exported as HTML and as PDF, and its path is shown', async () => {
  await showScreen(page, 'Report');
  const html = path.join(it.dir, 'report.html');
  await answerDialogs(it.dir, { save: html });
  await page.getByRole('button', { name: 'Export HTML…' }).click();
  await page.getByLabel('Exported reports').getByText(html).waitFor({ timeout: 60_000 });
  const text = await readFile(html, 'utf8');
  expect(text).toMatch(/^<!doctype html>/i);
  expect(text).toContain('Small sweep');

  const pdf = path.join(it.dir, 'report.pdf');
  await answerDialogs(it.dir, { save: pdf });
  await page.getByRole('button', { name: 'Export PDF…' }).click();
  await page.getByLabel('Exported reports').getByText(pdf).waitFor({ timeout: 60_000 });
  const bytes = await readFile(pdf);
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(bytes.toString('latin1')).toMatch(/\/FontName \/[A-Z]+\+Inter/);
  expect(bytes.byteLength).toBeGreaterThan(20_000);
});

test('a cancelled dialog exports nothing and shows no error', async () => {
  const before = await page.getByLabel('Exported reports').getByRole('listitem').count();
  await answerDialogs(it.dir, { save: null });
  await page.getByRole('button', { name: 'Export HTML…' }).click();
  await expect.poll(() => page.getByRole('button', { name: 'Export HTML…' }).isEnabled()).toBe(true);
  expect(await page.getByLabel('Exported reports').getByRole('listitem').count()).toBe(before);
  expect(await page.getByText('The report was not exported').count()).toBe(0);
});

test('settings are saved and change the CO2', async () => {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('textbox', { name: 'Own factor, g CO₂e per kWh' }).fill('123.4');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('123.4 g/kWh').waitFor();
  const kept = JSON.parse(await readFile(path.join(it.dir, 'data', 'settings.json'), 'utf8')) as object;
  expect(kept).toMatchObject({ intensity_g_per_kwh: 123.4 });
});

test('a file that is not a study is refused in one line', async () => {
  const bad = path.join(it.dir, 'broken.wattproof');
  await writeFile(bad, 'this is no database');
  await answerDialogs(it.dir, { open: bad });
  await showScreen(page, 'Results');
  await page.getByRole('button', { name: 'Open…' }).click();
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('The study could not be opened');
  expect(await alert.textContent()).toContain('broken.wattproof');
});

test('starting the app again with a study opens it in the existing window', async () => {
  const folder = path.join(it.dir, 'data', 'studies');
  const [study = ''] = await readdir(folder);
  await showScreen(page, 'Hardware');
  expect(await it.startAgain(path.join(folder, study))).toBe(0);
  await page.getByTestId('verdict').waitFor();
  expect(it.app.windows()).toHaveLength(1);
});

test('an aborted sweep keeps its study', async () => {
  await startSweep(page, smallDesign({ epochs: [4000], replicates: 2, samples: 20_000 }));
  await page.getByText('Training', { exact: true }).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Abort', exact: true }).click();
  await page.getByRole('button', { name: 'Abort the sweep' }).click();
  await page.getByText('The sweep was aborted').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'See the results' }).click();
  await page.getByText('No analysis yet').waitFor();
  const trials = page.getByRole('table', { name: 'Trials', exact: true });
  expect(await trials.locator('tbody tr').count()).toBe(4);
  expect(await trials.getByText('aborted').count()).toBe(1);
});

test('the page logged no error along the way', () => {
  expect(it.console_errors).toEqual([]);
});

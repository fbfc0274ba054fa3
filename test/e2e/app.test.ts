// The whole app in its real window: look at the hardware, run a small sweep, read its results, export the report.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerDialogs, inkOf, showScreen } from './acts.ts';
import { type Launched, launch } from './launch.ts';

let it: Launched;
let page: Page;
beforeAll(async () => {
  it = await launch();
  page = it.page;
});
afterAll(() => it?.close());

/** Fills a list of levels with `levels` in place of what is there. */
async function setLevels(label: string, levels: readonly string[]): Promise<void> {
  const field = page.getByRole('combobox', { name: label, exact: true });
  await field.click();
  for (let left = 0; left < 8; left += 1) await field.press('Backspace');
  for (const level of levels) {
    await field.fill(level);
    await field.press('Enter');
  }
}

async function setUpSmallSweep(options: {
  epochs: string;
  replicates: string;
  samples: string;
}): Promise<void> {
  await showScreen(page, 'Design');
  await page.getByRole('textbox', { name: 'Name of the study' }).fill('Small sweep');
  for (const box of await page.getByRole('checkbox').all()) {
    const is_fp32 = (await box.getAttribute('value')) === 'fp32';
    if ((await box.isEnabled()) && (await box.isChecked()) !== is_fp32) await box.click();
  }
  await setLevels('Batch size', ['32', '128']);
  await setLevels('Neurons', ['16']);
  await setLevels('Layers', ['1']);
  await setLevels('Epochs', [options.epochs]);
  await page.getByRole('combobox', { name: 'Data', exact: true }).click();
  await page.getByRole('option', { name: 'Synthetic clusters' }).click();
  await page.getByRole('textbox', { name: 'Samples', exact: true }).fill(options.samples);
  await page.getByRole('textbox', { name: 'Features', exact: true }).fill('16');
  await page.getByRole('textbox', { name: 'Classes', exact: true }).fill('3');
  await page.getByRole('textbox', { name: 'Replicates of every cell' }).fill(options.replicates);
  await page.getByRole('textbox', { name: 'Idle baseline before, s' }).fill('0.2');
  await page.getByRole('textbox', { name: 'Cool-down after, s' }).fill('0');
}

test('the hardware screen lists every source with what it is worth', async () => {
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

test('a small sweep runs from the form to its end, with its progress on the screen', async () => {
  await setUpSmallSweep({ epochs: '2', replicates: '3', samples: '2000' });
  await expect
    .poll(() => page.getByTestId('design-summary').textContent())
    .toBe('6 trials: 2 cells × 3 replicates');
  await page.getByRole('button', { name: 'Run this design' }).click();
  await page.getByRole('heading', { name: /Trial \d of 6/ }).waitFor();
  await page.getByText('The sweep is done').waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'See the results' }).click();
});

test('the results say the verdict, draw the boxes and hold the tables', async () => {
  await page.getByTestId('verdict').waitFor();
  expect((await page.getByTestId('verdict').textContent())?.length).toBeGreaterThan(20);
  await expect.poll(() => inkOf(page, 'box-plot')).toBeGreaterThan(0.001);
  for (const [name, rows] of [
    [/^Groups: /, 2],
    ['Analysis of variance', 2],
    ['Pairwise t-tests', 1],
    ['Trials in the order they ran', 6],
  ] as const) {
    expect(await page.getByRole('table', { name }).locator('tbody tr').count(), String(name)).toBe(rows);
  }
  expect(await page.getByTestId('carbon').textContent()).toMatch(/\d.* CO₂e/);
});

test('the sentence to cite goes to the clipboard', async () => {
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
});

test('energies from a model are said to be no evidence', async () => {
  const sources = page.getByRole('table', { name: 'Mean training energy by source' });
  const kinds = await sources
    .locator('[data-kind]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-kind')));
  const is_modelled = kinds.length > 0 && kinds.every((kind) => kind === 'modelled');
  expect(await page.getByTestId('modelled-banner').count()).toBe(is_modelled ? 1 : 0);
});

test('another response brings another analysis', async () => {
  await page.getByRole('combobox', { name: 'Response' }).click();
  await page.getByRole('option', { name: 'Training time' }).click();
  await page.getByRole('heading', { name: 'Training time by cell' }).waitFor();
  await page.getByText('Means', { exact: true }).click();
  await expect.poll(() => inkOf(page, 'means-plot')).toBeGreaterThan(0.001);
});

test('options change the analysis at once, and back', async () => {
  const anova = page.getByRole('table', { name: 'Analysis of variance' }).locator('tbody tr');
  await page.getByRole('button', { name: 'Options of the analysis' }).click();
  await page.getByRole('switch', { name: 'Blocks in the model' }).click();
  await expect.poll(() => anova.count()).toBe(3);
  await page.getByRole('textbox', { name: 'Accuracy may fall by, points' }).fill('50');
  await page.getByRole('textbox', { name: 'Accuracy may fall by, points' }).press('Enter');
  await page
    .getByTestId('sweep-card')
    .getByText(/less accurate than .* by more than 50 points/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Back to the defaults' }).click();
  await expect.poll(() => anova.count()).toBe(2);
});

test('a trial opens with its power, its energy by source and its epochs, and a phase fills the width', async () => {
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

test('the report is exported as HTML and as PDF, and where it went is told', async () => {
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
  expect(bytes.byteLength).toBeGreaterThan(20_000);
});

test('a cancelled dialog exports nothing and is no error', async () => {
  const before = await page.getByLabel('Exported reports').getByRole('listitem').count();
  await answerDialogs(it.dir, { save: null });
  await page.getByRole('button', { name: 'Export HTML…' }).click();
  await expect.poll(() => page.getByRole('button', { name: 'Export HTML…' }).isEnabled()).toBe(true);
  expect(await page.getByLabel('Exported reports').getByRole('listitem').count()).toBe(before);
  expect(await page.getByText('The report was not exported').count()).toBe(0);
});

test('settings are kept and change the CO2', async () => {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('textbox', { name: 'Own factor, g CO₂e per kWh' }).fill('123.4');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('123.4 g/kWh').waitFor();
  const kept = JSON.parse(await readFile(path.join(it.dir, 'data', 'settings.json'), 'utf8')) as object;
  expect(kept).toMatchObject({ intensity_g_per_kwh: 123.4 });
});

test('a file that is no study is refused in one line', async () => {
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

test('starting the app again with a study opens it in the window that is there', async () => {
  const folder = path.join(it.dir, 'data', 'studies');
  const [study = ''] = await readdir(folder);
  await showScreen(page, 'Hardware');
  expect(await it.startAgain(path.join(folder, study))).toBe(0);
  await page.getByTestId('verdict').waitFor();
  expect(it.app.windows()).toHaveLength(1);
});

test('an aborted sweep keeps its study', async () => {
  await setUpSmallSweep({ epochs: '4000', replicates: '2', samples: '20000' });
  await page.getByRole('button', { name: 'Run this design' }).click();
  await page.getByText('Training', { exact: true }).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Abort', exact: true }).click();
  await page.getByRole('button', { name: 'Abort the sweep' }).click();
  await page.getByText('The sweep was aborted').waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'See the results' }).click();
  await page.getByText('Nothing can be said yet').waitFor();
  const trials = page.getByRole('table', { name: 'Trials in the order they ran' });
  expect(await trials.locator('tbody tr').count()).toBe(4);
  expect(await trials.getByText('aborted').count()).toBe(1);
});

test('a design file is opened, forecast, saved and run', async () => {
  await showScreen(page, 'Design');
  const file = path.join(it.dir, 'own.yaml');
  await writeFile(file, DESIGN);
  await answerDialogs(it.dir, { open: file });
  await page.getByRole('button', { name: 'Open a design…' }).click();
  const plan = page.getByTestId('plan');
  await plan.getByText('8 trials, 4 cells × 2 replicates').waitFor();
  await plan.getByRole('row', { name: /Optimiser adam, sgd varied/ }).waitFor();

  await page.getByRole('button', { name: 'Forecast' }).click();
  await page
    .getByTestId('forecast')
    .getByText(/95 % interval/)
    .first()
    .waitFor({ timeout: 60_000 });

  const saved = path.join(it.dir, 'saved.yaml');
  await answerDialogs(it.dir, { save: saved });
  await page.getByRole('button', { name: 'Save as…' }).click();
  await page.getByText('Design saved').waitFor();
  expect(await readFile(saved, 'utf8')).toMatch(/^name: Own file$/m);

  await page.getByRole('button', { name: 'Run Own file' }).click();
  await page.getByText('The sweep is done').waitFor({ timeout: 120_000 });
});

test('a design file that is wrong is refused with its line', async () => {
  const file = path.join(it.dir, 'wrong.yaml');
  await writeFile(file, DESIGN.replace('[adam, sgd]', '[adam, magic]'));
  await showScreen(page, 'Design');
  await answerDialogs(it.dir, { open: file });
  await page.getByRole('button', { name: 'Open a design…' }).click();
  await page
    .getByRole('alert')
    .getByText(/factors\.optimiser\.1 \(line 4, column 21\)/)
    .waitFor();
});

test('a preset says of every setting where it comes from', async () => {
  await page.getByRole('combobox', { name: 'Preset' }).click();
  await page.getByRole('option', { name: 'Antonopoulos, Part I' }).click();
  const plan = page.getByTestId('plan');
  await plan.getByRole('row', { name: /Batch size .* assumed/ }).waitFor();
  await plan.getByText(/Adam is what tutorials/).waitFor();
});

test('nothing was refused or thrown in the page on the way', () => {
  expect(it.console_errors).toEqual([]);
});

const DESIGN = `name: Own file
factors:
  batch_size: [32, 128]
  optimiser: [adam, sgd]
  neurons: [16]
  epochs: [1]
replicates: 2
data: {kind: synthetic, samples: 1000, features: 8, classes: 3}
idle_s: 0.1
cooldown_s: 0
`;

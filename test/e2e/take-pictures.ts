// Takes the pictures of the documentation from the real app.
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readWords } from '../../build/words.ts';
import { answerDialogs, inkOf, resizeWindow, showScreen } from './acts.ts';
import { launch, ROOT } from './launch.ts';

const USAGE = `node test/e2e/take-pictures.ts [FOLDER [light|dark [WIDTHxHEIGHT]]]
Writes a picture of every screen into FOLDER (docs/img by default), in about ten minutes.`;
const words = readWords({ usage: USAGE, most: 3 });
const [folder = path.join(ROOT, 'docs/img'), theme = 'light', size = '1280x800'] = words;
const [width = 1280, height = 800] = size.split('x').map(Number);
await mkdir(folder, { recursive: true });

// A neutral folder, since its name may appear in a picture.
const data_dir = path.join(tmpdir(), 'wattproof');
await rm(data_dir, { recursive: true, force: true });
const { app, page, dir, close } = await launch({ env: { WATTPROOF_DATA_DIR: data_dir } });
const resize = (to_height: number): Promise<void> => resizeWindow({ app, page }, width, to_height);
/** Takes a picture of the window, or with `whole` of its entire content. */
const shoot = async (name: string, whole = false): Promise<void> => {
  if (whole) await resize(await page.evaluate(() => document.documentElement.scrollHeight + 2));
  await page.waitForTimeout(600);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  if (whole) await resize(height);
};

await resize(height);
await page.evaluate(
  (chosen) => window.wattproof.call('settings:set', { ...chosen, region: 'DEU' } as never),
  { theme, pue: 1, alpha: 0.05, intensity_g_per_kwh: null },
);
await page.reload();
await page.getByTestId('welcome').waitFor();
await page.getByText('What this machine can measure').waitFor();
await shoot('welcome', true);
await showScreen(page, 'Hardware');
await page.getByRole('table', { name: 'Power sources of this machine' }).waitFor();
// Half a minute is enough to show the chart.
await page.waitForTimeout(30_000);
await shoot('hardware', true);
await showScreen(page, 'Design');
await page.getByRole('button', { name: 'Run this design' }).waitFor();
await shoot('design');
await page.getByRole('combobox', { name: 'Preset' }).click();
await page.getByRole('option', { name: 'Antonopoulos, Part I' }).click();
await page.getByTestId('plan').waitFor();
await page.getByRole('button', { name: 'Forecast' }).click();
await page.getByTestId('forecast').waitFor({ timeout: 120_000 });
await shoot('design-preset', true);
await showScreen(page, 'Run');
await page.getByRole('button', { name: 'Run the quick benchmark' }).click();
await page.getByRole('heading', { name: /^Trial 8 of/ }).waitFor({ timeout: 600_000 });
await page.getByText('Training', { exact: true }).waitFor({ timeout: 60_000 });
await shoot('run-progress');
await page.getByText('The sweep is done').waitFor({ timeout: 900_000 });
await page.getByRole('button', { name: 'See the results' }).click();
await page.getByTestId('verdict').waitFor();
while ((await inkOf(page, 'box-plot')) === 0) await page.waitForTimeout(100);
await shoot('results');
await shoot('results-whole', true);
await showScreen(page, 'Trials');
await page.getByRole('button', { name: 'Open trial 8', exact: true }).click();
while ((await inkOf(page, 'trace')) === 0) await page.waitForTimeout(100);
await shoot('trials', true);
await showScreen(page, 'Report');
await answerDialogs(dir, { save: path.join(data_dir, 'quick-benchmark.html') });
await page.getByRole('button', { name: 'Export HTML…' }).click();
await page.getByLabel('Exported reports').waitFor();
await answerDialogs(dir, { save: path.join(data_dir, 'quick-benchmark.pdf') });
await page.getByRole('button', { name: 'Export PDF…' }).click();
await page.getByLabel('Exported reports').getByText('.pdf').waitFor({ timeout: 60_000 });
// Notices are not part of the screen.
const dismiss = page.getByRole('button', { name: 'Dismiss' }).first();
while (await dismiss.isVisible()) await dismiss.click();
await shoot('report');
await showScreen(page, 'Studies');
await page.getByText('Quick benchmark', { exact: true }).first().waitFor();
await shoot('studies');
await page.getByRole('button', { name: 'Settings', exact: true }).click();
await page.getByRole('dialog', { name: 'Settings' }).waitFor();
await shoot('settings');
await page.keyboard.press('Escape');
await showScreen(page, 'Results');
await page.getByRole('button', { name: /^Help: / }).click();
await page.getByTestId('help-page').locator('h1').waitFor();
await shoot('help');
await close();
await rm(data_dir, { recursive: true, force: true });

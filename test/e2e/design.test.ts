// The design editor in the real window: files, presets, factors by keyboard, power, undo and forecast.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerDialogs, showScreen } from './acts.ts';
import { type Launched, launch } from './launch.ts';
import { openGroup, setLevels } from './set-up-sweep.ts';

let it: Launched;
let page: Page;
beforeAll(async () => {
  it = await launch();
  page = it.page;
});
afterAll(() => it?.close());

const summary = (): Promise<string | null> => page.getByTestId('design-summary').textContent();

test('a design file is opened, forecast, saved and run', async () => {
  await showScreen(page, 'Design');
  const file = path.join(it.dir, 'own.yaml');
  await writeFile(file, DESIGN);
  await answerDialogs(it.dir, { open: file });
  await page.getByRole('button', { name: 'Open a design…' }).click();
  await expect.poll(summary, { timeout: 30_000 }).toBe('8 trials: 4 cells × 2 replicates');
  await page
    .getByTestId('plan')
    .getByRole('row', { name: /Optimiser.*adam.*sgd.*varied/ })
    .waitFor();

  await page.getByRole('button', { name: 'Forecast' }).click();
  const forecast = page.getByTestId('forecast');
  await forecast
    .getByText(/95 % interval/)
    .first()
    .waitFor({ timeout: 60_000 });

  const saved = path.join(it.dir, 'saved.yaml');
  await answerDialogs(it.dir, { save: saved });
  await page.getByRole('button', { name: 'Save as…' }).click();
  await page.getByText('Design saved').waitFor();
  expect(await readFile(saved, 'utf8')).toMatch(/^name: Own file$/m);

  await page.getByRole('button', { name: 'Run this design' }).click();
  await page.getByText('The sweep is done').waitFor({ timeout: 120_000 });
});

test('a wrong design file is refused with its line, and the draft stays', async () => {
  const file = path.join(it.dir, 'wrong.yaml');
  await writeFile(file, DESIGN.replace('[adam, sgd]', '[adam, magic]'));
  await showScreen(page, 'Design');
  await answerDialogs(it.dir, { open: file });
  await page.getByRole('button', { name: 'Open a design…' }).click();
  await page
    .getByRole('alert')
    .getByText(/factors\.optimiser\.1 \(line 4, column 21\)/)
    .waitFor();
  expect(await page.getByRole('textbox', { name: 'Name of the study' }).inputValue()).toBe('Own file');
});

test('a running forecast can be cancelled', async () => {
  await setLevels(page, 'Epochs', ['3000']);
  await page.getByRole('button', { name: 'Forecast' }).click();
  await page.getByRole('button', { name: 'Cancel the forecast' }).click();
  await expect.poll(() => page.getByRole('button', { name: 'Cancel the forecast' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Run this design' }).isEnabled()).toBe(true);
});

test('a preset shows the origin of every setting', async () => {
  await page.getByRole('combobox', { name: 'Preset' }).click();
  await page.getByRole('option', { name: 'Antonopoulos, Part I' }).click();
  await page
    .getByTestId('plan')
    .getByRole('row', { name: /Batch size.*assumed/ })
    .waitFor();
  await openGroup(page, 'Training');
  await page.getByText(/Keras tutorials use Adam/).waitFor();
  expect(await page.getByTestId('design-origin').textContent()).toBe('Preset Antonopoulos, Part I');
});

test('a factor is added and filled by keyboard alone, and undo removes it', async () => {
  const before = await summary();
  await page.getByRole('button', { name: 'Add factor' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: /A factor of your own/ }).waitFor();
  for (let steps = 0; steps < 40; steps += 1) {
    await page.keyboard.press('ArrowDown');
    if ((await page.evaluate(() => document.activeElement?.textContent ?? '')).startsWith('Dropout')) break;
  }
  await page.keyboard.press('Enter');
  const dropout = page.getByRole('combobox', { name: 'Dropout', exact: true });
  await dropout.focus();
  for (let left = 0; left < 4; left += 1) await page.keyboard.press('Backspace');
  for (const level of ['0', '0.3', '0.5']) {
    await page.keyboard.type(level);
    await page.keyboard.press('Enter');
  }
  const trials = Number(/^[\d,]+/.exec(before ?? '')?.[0].replace(',', ''));
  await expect.poll(summary).toMatch(new RegExp(`^${(3 * trials).toLocaleString('en')} trials: `));
  await page.getByRole('row', { name: /Dropout.*varied.*edited/ }).waitFor();

  for (let steps = 0; steps < 20 && (await dropout.count()) > 0; steps += 1)
    await page.getByRole('button', { name: 'Undo' }).click();
  expect(await summary()).toBe(before);
});

test('a level out of range is reported at its field and in the run bar, and nothing runs', async () => {
  await setLevels(page, 'Batch size', ['32', '0']);
  const row = page.getByRole('row', { name: /^Batch size/ });
  await row.getByText(/0/).first().waitFor();
  await expect.poll(summary).toMatch(/^Batch size: /);
  expect(await page.getByRole('button', { name: 'Run this design' }).isDisabled()).toBe(true);
  await setLevels(page, 'Batch size', ['32', '64']);
  await expect.poll(summary).toMatch(/^\d+ trials: /);
});

test('the replicates needed for a saving are shown and can be applied', async () => {
  await page.getByRole('textbox', { name: 'Saving to detect, %' }).fill('5');
  await page.getByRole('textbox', { name: 'Spread within a cell, %' }).fill('3');
  // R: power.t.test(delta = 5, sd = 3, power = 0.8)$n = 6.7
  await expect.poll(() => page.getByTestId('power-needed').textContent()).toMatch(/you need 7 replicates/);
  await page.getByRole('button', { name: 'Use 7' }).click();
  expect(await page.getByRole('textbox', { name: 'Replicates per cell' }).inputValue()).toBe('7');
});

test('the trials are shown in the order they will run', async () => {
  await openGroup(page, 'Trials in run order');
  const trials = page.getByRole('table', { name: 'Planned trials in run order' });
  await trials.waitFor();
  const orders = await trials.locator('tbody tr td:first-child').allTextContents();
  expect(orders.slice(0, 3)).toEqual(['1', '2', '3']);
  // The levels are between the columns of order and block and that of the seed; all may be numbers.
  const cells = await trials
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].slice(2, -1).map(({ textContent }) => textContent)),
    );
  expect(new Set(cells.map((levels) => levels.join())).size).toBeGreaterThan(1);
});

test('the page logged no error along the way', () => {
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

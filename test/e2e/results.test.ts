// Results of a real sweep in the real window: comparisons, saved figures, copied tables, options, explained numbers.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerDialogs, inkOf } from './acts.ts';
import { type Launched, launch } from './launch.ts';
import { runSweep, smallDesign } from './set-up-sweep.ts';

let it: Launched;
let page: Page;
beforeAll(async () => {
  it = await launch();
  page = it.page;
  await runSweep(page, smallDesign({ epochs: [1, 3], replicates: 3 }));
  await page.getByRole('button', { name: 'See the results' }).click();
  await page.getByTestId('verdict').waitFor();
}, 300_000);
afterAll(() => it?.close());

const clipboard = (): Promise<string> => it.app.evaluate(({ clipboard: board }) => board.readText());
const rowsOf = (name: string): Promise<number> =>
  page.getByRole('table', { name }).locator('tbody tr').count();

test('every comparison has its table', async () => {
  expect(await rowsOf('Pairwise t-tests')).toBeGreaterThan(0);
  for (const [tab, table, rows] of [
    ['Adjusted means', 'Adjusted means', 8],
    ['Simple effects', 'Effect of batch size within single settings', 2],
    ['Bootstrap', 'Bootstrap intervals', 2],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('table', { name: table }).waitFor();
    expect(await rowsOf(table), tab).toBeGreaterThanOrEqual(rows);
  }
  expect(await page.getByTestId('effects').textContent()).toMatch(/Hedges’ g/);
});

test('assumptions, residuals, interaction and drift are drawn', async () => {
  expect(await rowsOf('Assumption checks')).toBeGreaterThanOrEqual(2);
  await page.getByRole('switch', { name: 'Residuals' }).click();
  await expect.poll(() => inkOf(page, 'residuals-plot')).toBeGreaterThan(0.001);
  await expect.poll(() => inkOf(page, 'drift-plot')).toBeGreaterThan(0.001);
  await page.getByText('Interaction', { exact: true }).click();
  await expect.poll(() => inkOf(page, 'interaction-plot')).toBeGreaterThan(0.001);
});

test('a figure is saved as SVG and as PNG', async () => {
  const card = page.getByRole('region', { name: /by cell$/ });
  for (const format of ['svg', 'png'] as const) {
    const file = path.join(it.dir, `figure.${format}`);
    await answerDialogs(it.dir, { save: file });
    await card.getByRole('button', { name: 'Save figure' }).click();
    await page.getByRole('menuitem', { name: `As ${format.toUpperCase()}…` }).click();
    await page.getByRole('status').getByText(file).waitFor();
    const bytes = await readFile(file);
    if (format === 'svg') {
      const text = bytes.toString('utf8');
      expect(text).toMatch(/^<\?xml/);
      expect(text).toMatch(/<title>Interaction of Training energy/);
      expect(text).toMatch(/>Epochs</);
    } else {
      expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
      // width and height of the IHDR chunk: 3 dots for each of 680 x 320 px
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([2040, 960]);
    }
  }
});

test('a table is copied as LaTeX, Markdown and CSV, as shown on the screen', async () => {
  const card = page.getByRole('region', { name: 'Cells' });
  const shown = await card.locator('tbody tr').first().locator('td').allTextContents();
  for (const [format, holds] of [
    ['LaTeX', shown.join(' & ').replaceAll('−', '$-$')],
    ['Markdown', `| ${shown.map((cell) => cell.replaceAll(/[[\]]/g, (sign) => `\\${sign}`)).join(' | ')} |`],
    ['CSV', shown.map((cell) => (cell.includes(',') ? `"${cell}"` : cell).replaceAll('−', '-')).join(',')],
  ] as const) {
    await card.getByRole('button', { name: 'Copy table' }).click();
    await page.getByRole('menuitem', { name: `As ${format}` }).click();
    await expect.poll(clipboard).toContain(holds);
  }
});

test('a click on a number explains how it was obtained', async () => {
  const anova = page.getByRole('table', { name: 'Analysis of variance' });
  await anova.getByRole('button', { name: 'partial η²' }).click();
  await page.getByText(/SS of the term \/ \(SS of the term \+ SS of the residual\)/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'How each value was obtained' }).click();
  await page
    .getByText(/trapezoidal rule/)
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
});

test('alpha and the outlier rule change the analysis, and a rule chosen after the data is marked', async () => {
  await page.getByRole('button', { name: 'Analysis options' }).click();
  const alpha = page.getByRole('textbox', { name: 'Alpha' });
  await alpha.fill('0.01');
  await alpha.press('Enter');
  await page
    .getByRole('table', { name: /^Groups: / })
    .getByText('99 % CI')
    .waitFor();

  await alpha.fill('0.9');
  await alpha.press('Enter');
  await page.getByText('Above 0, up to 0.499').waitFor();
  await alpha.fill('0.01');
  await alpha.press('Enter');

  const sweep = page.getByTestId('sweep-card');
  await sweep.getByText(/by the rule fixed before the sweep/).waitFor();
  await page.getByRole('combobox', { name: 'Outlier rule' }).click();
  await page.getByRole('option', { name: /^Median absolute/ }).click();
  await sweep.getByText(/by a rule chosen after seeing the data .*3.5 robust/).waitFor();
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await expect.poll(() => alpha.inputValue()).toBe('');
  await sweep.getByText(/by the rule fixed before the sweep/).waitFor();
});

test('CO2e is a response like the others, in grams', async () => {
  await page.getByRole('combobox', { name: 'Response' }).click();
  await page.getByRole('option', { name: 'CO2e of the training' }).click();
  await page.getByRole('heading', { name: 'CO2e of the training by cell' }).waitFor();
  await page.getByText(/the tests are those of the energy/).waitFor();
});

test('the page logged no error along the way', () => {
  expect(it.console_errors).toEqual([]);
});

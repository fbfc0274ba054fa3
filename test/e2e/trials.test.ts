// The trials of a study of 2,000: sorted, filtered, paged, excluded with a reason and included again.
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeBigStudy } from '../bench/big-study.ts';
import { inkOf, showScreen } from './acts.ts';
import { type Launched, launch } from './launch.ts';

let it: Launched;
let page: Page;
beforeAll(async () => {
  it = await launch();
  page = it.page;
  await page.waitForSelector('nav');
  const file = path.join(it.dir, 'big.wattproof');
  writeBigStudy(file, { trials: 2000, samples: 40_000 });
  expect(await it.startAgain(file)).toBe(0);
  await page.getByTestId('verdict').waitFor();
}, 120_000);
afterAll(() => it?.close());

const table = () => page.getByRole('table', { name: 'Trials', exact: true });
const column = (at: number): Promise<string[]> =>
  table().locator(`tbody tr td:nth-child(${at})`).allTextContents();
const shown = (): Promise<string | null> => page.getByTestId('trials-shown').textContent();
const numbers = (texts: readonly string[]): number[] =>
  texts.map((text) => Number(text.replaceAll(/[^\d.]/g, '')));

test('2,000 trials are listed page by page', async () => {
  await showScreen(page, 'Trials');
  expect(await shown()).toBe('2,000 of 2,000 shown');
  expect(await column(1)).toEqual(Array.from({ length: 50 }, (_, i) => String(i + 1)));
  await page.getByRole('button', { name: 'Page 2', exact: true }).click();
  expect((await column(1))[0]).toBe('51');
});

test('a click on a column sorts all trials, a second reverses them; the keyboard does the same', async () => {
  const head = table().getByRole('button', { name: /^Energy/ });
  await head.click();
  await expect.poll(() => table().locator('th[aria-sort=ascending]').textContent()).toMatch(/^Energy/);
  await page.getByRole('button', { name: 'Page 1', exact: true }).click();
  const up = numbers(await column(7));
  expect([...up].sort((a, b) => a - b)).toEqual(up);
  await head.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => table().locator('th[aria-sort=descending]').count()).toBe(1);
  const down = numbers(await column(7));
  expect(down[0]).toBeGreaterThan(up.at(-1) ?? Number.POSITIVE_INFINITY);
  await table()
    .getByRole('button', { name: /^Order/ })
    .click();
});

test('levels and flags filter; an empty result says so and can be cleared', async () => {
  await page.getByRole('combobox', { name: 'Show' }).click();
  await page.getByRole('option', { name: 'Flagged' }).click();
  await expect.poll(shown).toBe('20 of 2,000 shown');
  await page.getByRole('combobox', { name: 'Show' }).click();
  await page.getByRole('option', { name: 'Excluded by hand' }).click();
  await page.getByText('No trial matches the filters.').waitFor();
  await page.getByRole('button', { name: 'Show all trials' }).click();
  await page.getByRole('combobox', { name: 'Batch size' }).click();
  await page.getByRole('option', { name: '32', exact: true }).click();
  await expect.poll(shown).toBe('1,000 of 2,000 shown');
  expect(new Set(await column(4))).toEqual(new Set(['32']));
  await page.getByRole('combobox', { name: 'Batch size' }).press('Escape');
});

test('a trial opens with its power', async () => {
  await table()
    .getByRole('button', { name: /^Open trial/ })
    .first()
    .click();
  await page.getByTestId('trial-page').waitFor();
  await expect.poll(() => inkOf(page, 'trace')).toBeGreaterThan(0.001);
});

test('a trial is excluded only with a reason, results say so, and undo includes it again', async () => {
  await page.getByRole('button', { name: 'Exclude…' }).click();
  const exclude = page.getByRole('button', { name: 'Exclude trial' });
  expect(await exclude.isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: 'Reason' }).fill('an update ran');
  await exclude.click();
  await page.getByText('Excluded from the statistics by hand').waitFor();
  await showScreen(page, 'Results');
  await page
    .getByText(/1 of 2000 trials was excluded by hand after the sweep: trial \d+ \(an update ran\)/)
    .waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText(/excluded by hand after the sweep/).waitFor({ state: 'detached' });
});

test('the page logged no error along the way', () => {
  expect(it.console_errors).toEqual([]);
});

// The screen Studies: steps of the first run, the list with verdicts, opening by click and by drop.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ANSWERS } from '../renderer/fake-app/answers.ts';
import { type Fake, launchFake } from '../renderer/fake-app/launch-fake.ts';
import { STUDY } from '../renderer/fake-app/study.ts';

let fake: Fake;
beforeAll(async () => {
  fake = await launchFake();
});
afterAll(() => fake?.close());
const open = async (answers: typeof ANSWERS = {}): Promise<Page> => {
  await fake.begin(answers);
  return fake.page;
};

/** Drops a file that exists only in the page, which cannot distinguish it from a real one. */
const drop = (page: Page, name: string): Promise<void> =>
  page.evaluate((file_name) => {
    const data = new DataTransfer();
    data.items.add(new File(['x'], file_name));
    for (const type of ['dragover', 'drop'])
      window.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, name);

test('a first run checks the machine, asks for the place and refuses an impossible factor', async () => {
  const page = await open({ 'study:recent': { ok: true, value: [] } });
  const welcome = page.getByTestId('welcome');
  await welcome.getByText('NVIDIA GeForce RTX 4060 Ti').waitFor();
  expect(await page.getByRole('combobox', { name: 'Country' }).inputValue()).toMatch(/^Cyprus/);
  await welcome.getByText('guessed from the system’s region settings').waitFor();
  const run = page.getByRole('button', { name: 'Run the quick benchmark' });
  expect(await run.isEnabled()).toBe(true);
  await page.getByRole('textbox', { name: /own factor/ }).fill('6000');
  await welcome.getByText('at most 5,000 g').waitFor();
  expect(await run.isEnabled()).toBe(false);
});

test('the first step leads to the missing sensors', async () => {
  const page = await open({ 'study:recent': { ok: true, value: [] } });
  await page.getByRole('button', { name: 'See how to enable 1 more sensor' }).click();
  await page.getByRole('table', { name: 'Power sources of this machine' }).waitFor();
});

test('a study is listed with its verdict and opens at a click', async () => {
  const page = await open();
  const table = page.getByRole('table', { name: 'Recent studies, newest first' });
  await table.getByText('Mixed precision used 12 % less energy').waitFor();
  await table.getByText('40 of 40').waitFor();
  await table.getByRole('button', { name: 'Mixed precision' }).click();
  await page.getByTestId('verdict').waitFor();
});

test('the row of an unreadable study shows the error', async () => {
  const page = await open({
    'study:line': { ok: false, error: { code: 'study', message: 'half.wattproof is not a database' } },
  });
  await page.getByText('Half.wattproof is not a database').waitFor();
});

test('the row of a study without a verdict shows the reason', async () => {
  const page = await open({
    'study:line': {
      ok: true,
      value: {
        name: 'One cell',
        created_unix_ms: STUDY.created_unix_ms,
        trials: 3,
        trials_done: 3,
        kind: 'none',
        verdict: null,
        why_no_verdict: 'no factor was varied',
      },
    },
  });
  await page.getByText('No factor was varied').waitFor();
});

test('a dropped file that is not a study is refused', async () => {
  const page = await open();
  await page.getByRole('heading', { name: 'Recent studies' }).waitFor();
  await drop(page, 'notes.txt');
  await page.getByRole('alert').getByText('Expected a .wattproof study').waitFor();
});

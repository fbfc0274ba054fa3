// A changed study in the real window: a banner before any number, the check that names the place, and what is readable of
// a damaged file saved as a new study.
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { writeBigStudy } from '../bench/big-study.ts';
import { answerDialogs, showScreen } from './acts.ts';
import { type Launched, launch } from './launch.ts';

let it: Launched;
beforeAll(async () => {
  it = await launch();
});
afterAll(() => it?.close());

async function open(file: string): Promise<void> {
  expect(await it.startAgain(file)).toBe(0);
  await showScreen(it.page, 'Results');
}

async function choose(item: string): Promise<void> {
  await it.page.getByRole('button', { name: 'Check or save' }).click();
  await it.page.getByRole('menuitem', { name: item }).click();
}

test('a changed energy: a banner, a check that names the place, and a right study without either', async () => {
  const file = path.join(it.dir, 'changed.wattproof');
  writeBigStudy(file, { trials: 8, samples: 3200 });
  await open(file);
  await it.page.getByTestId('verdict').waitFor();
  expect(await it.page.getByTestId('doubts-banner').count()).toBe(0);
  await choose('Check this study');
  const dialog = it.page.getByRole('dialog');
  await dialog.getByText('The study is as it was recorded.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  const study = openStudyFile(file, 'write');
  study.db.exec('update energy set energy_j = energy_j * 0.8 where trial = 3');
  closeStudyFile(study);
  await open(file);
  await it.page.getByTestId('doubts-banner').getByText('trial 3: energies').waitFor();
  await choose('Check this study');
  await dialog.getByText(/The study is not as it was recorded: \d+ findings/).waitFor();
  expect(await dialog.getByRole('row').nth(1).textContent()).toContain('trial 3: energies');
  const picture = process.env['WATTPROOF_PICTURES'];
  if (picture) await it.page.screenshot({ path: path.join(picture, 'check.png') });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  if (picture) await it.page.screenshot({ path: path.join(picture, 'doubts.png') });
});

test('a damaged file cannot be opened; what is readable is saved, opened, and says where it is from', async () => {
  const file = path.join(it.dir, 'damaged.wattproof');
  const saved = path.join(it.dir, 'saved.wattproof');
  writeBigStudy(file, { trials: 8, samples: 3200 });
  const bytes = openSync(file, 'r+');
  writeSync(bytes, Buffer.alloc(4096, 0xff), 0, 4096, 30 * 4096);
  closeSync(bytes);
  await open(file);
  await it.page.getByText('The study could not be opened').waitFor();
  await answerDialogs(it.dir, { save: saved });
  await choose('Save what is readable…');
  const dialog = it.page.getByRole('dialog');
  await dialog.getByText(/This study was saved from the damaged file damaged\.wattproof/).waitFor();
  const picture = process.env['WATTPROOF_PICTURES'];
  if (picture) await it.page.screenshot({ path: path.join(picture, 'saved.png') });
  await dialog.getByRole('button', { name: 'Open the saved study' }).click();
  await it.page
    .getByTestId('doubts-banner')
    .getByText(/This study was saved from the damaged file/)
    .waitFor();
  expect(it.console_errors).toEqual([]);
});

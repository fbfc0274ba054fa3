// Sets up a sweep in the design editor as a user would, or starts one directly.
import type { Page } from 'playwright-core';
import { Design } from '../../core/design/design.ts';
import { showScreen } from './acts.ts';

/** Replaces the content of a list of levels. */
export async function setLevels(page: Page, label: string, levels: readonly string[]): Promise<void> {
  const field = page.getByRole('combobox', { name: label, exact: true });
  await field.click();
  for (let left = 0; left < 8; left += 1) await field.press('Backspace');
  for (const level of levels) {
    await field.fill(level);
    await field.press('Enter');
  }
}

async function setPrecisions(page: Page, levels: readonly string[]): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Precision', exact: true });
  await field.focus();
  for (let left = 0; left < 8; left += 1) await field.press('Backspace');
  await field.press('ArrowDown');
  for (const level of levels) await page.getByRole('option', { name: level, exact: true }).click();
  await field.press('Escape');
}

/** Opens a group of the editor by its title, unless it is already open. */
export async function openGroup(page: Page, title: string): Promise<void> {
  const control = page.getByRole('button', { name: new RegExp(`^${title}`) }).first();
  if ((await control.getAttribute('aria-expanded')) !== 'true') await control.click();
}

/** Enters two batch sizes for a network of 16 neurons on synthetic data, which trains in seconds. */
export async function setUpSmallSweep(
  page: Page,
  options: { epochs: string; replicates: string; samples: string },
): Promise<void> {
  await showScreen(page, 'Design');
  await page.getByRole('textbox', { name: 'Name of the study' }).fill('Small sweep');
  await setPrecisions(page, ['fp32']);
  await setLevels(page, 'Batch size', ['32', '128']);
  await setLevels(page, 'Neurons', ['16']);
  await setLevels(page, 'Layers', ['1']);
  await setLevels(page, 'Epochs', [options.epochs]);
  await page.getByRole('textbox', { name: 'Replicates per cell' }).fill(options.replicates);
  await openGroup(page, 'Data');
  await page.getByRole('combobox', { name: 'Data', exact: true }).click();
  await page.getByRole('option', { name: 'Synthetic clusters' }).click();
  await page.getByRole('textbox', { name: 'Samples', exact: true }).fill(options.samples);
  await page.getByRole('textbox', { name: 'Features', exact: true }).fill('16');
  await page.getByRole('textbox', { name: 'Classes', exact: true }).fill('3');
  await openGroup(page, 'Protocol');
  await page.getByRole('textbox', { name: 'Idle baseline before, s' }).fill('0.2');
  await page.getByRole('textbox', { name: 'Cool-down after, s' }).fill('0');
}

/** The same sweep as a design; tests set the constants they are about. */
export const smallDesign = (part: {
  readonly epochs: readonly number[];
  readonly replicates: number;
  readonly samples?: number;
}): Design =>
  Design.parse({
    name: 'Small sweep',
    factors: { precision: ['fp32'], batch_size: [32, 128], neurons: [16], layers: [1], epochs: part.epochs },
    replicates: part.replicates,
    idle_s: 0.2,
    cooldown_s: 0,
    data: { kind: 'synthetic', samples: part.samples ?? 1000, features: 16, classes: 3 },
  });

/** Starts a sweep and shows the screen Run. */
export async function startSweep(page: Page, design: Design): Promise<void> {
  await showScreen(page, 'Run');
  const started = await page.evaluate((chosen) => window.wattproof.call('sweep:start', chosen), design);
  if (!started.ok) throw new Error(started.error.message);
  await page.getByRole('heading', { name: /^Trial \d+ of/ }).waitFor({ timeout: 60_000 });
}

/** Runs a sweep and waits for its end message on the screen Run. */
export async function runSweep(page: Page, design: Design): Promise<void> {
  await startSweep(page, design);
  await page.getByText('The sweep is done').waitFor({ timeout: 180_000 });
}

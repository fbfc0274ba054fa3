// Checks every screen by axe-core's rules for WCAG 2.2 AA, in both themes and with wide and narrow letters.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { antonopoulosPreset } from '../../core/design/presets.ts';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { HANDED } from '../renderer/fake-app/answers.ts';
import { type Fake, launchFake } from '../renderer/fake-app/launch-fake.ts';
import { showScreen } from './acts.ts';
import { type Letters, lettersAtHand, setIn } from './letters.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Axe = { run(options: RunOptions): Promise<AxeResults> };

/** Violations, one per line: rule, element, reason. */
async function violations(page: Page, rules: RunOptions['rules'] = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const results = await page.evaluate((options) => (globalThis as unknown as { axe: Axe }).axe.run(options), {
    runOnly: { type: 'tag', values: RULES },
    rules,
    resultTypes: ['violations'],
  } satisfies RunOptions);
  expect(results.passes.length).toBeGreaterThan(5);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
}

const PRESET = antonopoulosPreset({
  backend: 'cpu',
  precisions: ['fp32', 'bf16_mixed'],
  data: { kind: 'synthetic', samples: 1000, features: 8, classes: 3, seed: 1 },
});

let fake: Fake;
beforeAll(async () => {
  fake = await launchFake();
});
afterAll(() => fake?.close());

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  let letters: readonly Letters[];
  beforeAll(async () => {
    await fake.begin({
      'settings:get': { ok: true, value: { ...DEFAULT_SETTINGS, theme } },
      'design:preset': { ok: true, value: PRESET },
    });
    // Without animation, so that colours are not judged half-way through a fade.
    await fake.page.emulateMedia({ reducedMotion: 'reduce' });
    letters = await lettersAtHand(fake.page);
  });

  /** Expects no violation. Colours do not depend on the letters, so other letters are tried in one theme only. */
  const holds = async (): Promise<void> => {
    const { page } = fake;
    expect(await violations(page)).toEqual([]);
    if (theme !== 'light') return;
    for (const one of letters) {
      await setIn(page, one);
      expect(await violations(page, { 'color-contrast': { enabled: false } }), one.name).toEqual([]);
    }
    await setIn(page, null);
  };

  test('studies', async () => {
    await fake.page.getByText('Mixed precision used').waitFor();
    await holds();
  });

  test('hardware', async () => {
    await showScreen(fake.page, 'Hardware');
    await fake.page.getByRole('table', { name: 'Power sources of this machine' }).waitFor();
    await holds();
  });

  test('design, with a preset', async () => {
    const { page } = fake;
    await showScreen(page, 'Design');
    await holds();
    await page.getByRole('combobox', { name: 'Preset' }).click();
    await page.getByRole('option', { name: 'Antonopoulos, Part I' }).click();
    await page.getByTestId('plan').waitFor();
    await holds();
  });

  test('run, while a sweep runs', async () => {
    const { page, send } = fake;
    await send('sweep:progress', {
      ...HANDED,
      trial: 7,
      trials: 20,
      levels: { precision: 'fp32' },
      state: 'running',
      phase: 'train',
      phase_begin_ns: 0,
      pause: 'none',
      fraction: 0.33,
      eta_s: 103,
      eta_ci_s: [95, 120],
      remaining: null,
      elapsed_s: 51,
      epoch: { epoch: 1, train_loss: 0.48, train_accuracy: 0.83 },
    });
    await showScreen(page, 'Run');
    await page.getByRole('heading', { name: 'Trial 7 of 20' }).waitFor();
    await holds();
    await send('sweep:ended', { ...HANDED, state: 'done', message: null });
  });

  test('results, empty and of a study with its options open', async () => {
    const { page } = fake;
    await showScreen(page, 'Results');
    await holds();
    await page.getByRole('combobox', { name: 'Study' }).click();
    await page.getByRole('option').first().click();
    await page.getByTestId('verdict').waitFor();
    await page.getByRole('button', { name: 'Analysis options' }).click();
    await page.getByRole('switch', { name: 'Include blocks in the model' }).waitFor();
    await holds();
  });

  test('trials, with one open', async () => {
    const { page } = fake;
    await showScreen(page, 'Trials');
    await page.getByRole('button', { name: 'Open trial 2', exact: true }).click();
    await page.getByTestId('trial-page').waitFor();
    await holds();
  });

  test('report and settings', async () => {
    const { page } = fake;
    await showScreen(page, 'Report');
    await holds();
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
    await holds();
  });
});

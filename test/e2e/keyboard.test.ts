// Uses the window by keyboard alone, at 200 % text size, and at 1024 x 700.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fake, launchFake } from '../renderer/fake-app/launch-fake.ts';
import { resizeWindow, SCREEN_LABELS, showScreen } from './acts.ts';

let it: Fake;
let page: Page;
beforeAll(async () => {
  it = await launchFake();
  page = it.page;
  await resizeWindow(it, 1024, 700);
});
afterAll(() => it?.close());

const focused = (): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '';
  });
/** Presses a key until the focused element has this name. */
async function tabTo(name: RegExp, key = 'Tab', most = 120): Promise<void> {
  for (let steps = 0; steps < most; steps += 1) {
    if (name.test(await focused())) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never reached ${name}; the last was ${await focused()}`);
}

test('every screen is reached by Tab and Enter, and the focus is visible', async () => {
  for (const screen of SCREEN_LABELS) {
    await tabTo(new RegExp(`^${screen}`));
    const outline = await page.evaluate(() => {
      const at = document.activeElement;
      return at === null ? '' : getComputedStyle(at).outlineStyle;
    });
    expect(outline, screen).not.toBe('none');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: screen }).waitFor();
  }
});

test('a study is opened, its options changed and a table copied without a pointer', async () => {
  await tabTo(/^Studies/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Studies' }).waitFor();
  await tabTo(/Mixed precision|mixed-precision/);
  await page.keyboard.press('Enter');
  await page.getByTestId('verdict').waitFor();
  await tabTo(/^Analysis options/);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Alpha' }).waitFor();
  await tabTo(/^Copy table/);
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'As LaTeX' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('Table copied').waitFor();
});

test('settings and help open and close by keyboard, and the focus returns', async () => {
  await tabTo(/^Settings/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Settings' }).waitFor({ state: 'detached' });
  await expect.poll(focused).toBe('Settings');
  await tabTo(/^Help: /);
  await page.keyboard.press('Enter');
  await page.getByTestId('help-page').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('help-page').waitFor({ state: 'detached' });
});

test('nothing moves when the system asks for reduced motion', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((one) => {
        const { transitionProperty, transitionDuration, animationName } = getComputedStyle(one);
        return animationName !== 'none' || (transitionProperty !== 'none' && transitionDuration !== '0s');
      }).length,
  );
  expect(moving).toBe(0);
  await page.emulateMedia({ reducedMotion: null });
});

test('nothing overflows a window of 1024 x 700, even with letters of twice the size', async () => {
  for (const size of ['100%', '200%']) {
    await page.evaluate((font) => {
      document.documentElement.style.fontSize = font;
    }, size);
    for (const screen of SCREEN_LABELS) {
      await showScreen(page, screen);
      const over_px = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over_px, `${screen} at ${size}`).toBeLessThanOrEqual(0);
    }
  }
});

// Text and figures use the window's own font, whatever fonts the machine has.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fake, launchFake } from '../renderer/fake-app/launch-fake.ts';
import { inkOf, showScreen } from './acts.ts';

let fake: Fake;
let page: Page;
beforeAll(async () => {
  fake = await launchFake();
  page = fake.page;
});
afterAll(() => fake?.close());

test('the font is loaded before the first screen is shown', async () => {
  expect(
    await page.evaluate(() => [...document.fonts].map(({ family, status }) => [family, status])),
  ).toEqual([['Inter', 'loaded']]);
});

test('legends and axes of figures use it', async () => {
  await page.evaluate(() => {
    const written = new Set<string>();
    Object.assign(globalThis, { written });
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (...args) {
      written.add(this.font);
      fillText.apply(this, args);
    };
  });
  await showScreen(page, 'Results');
  await page.getByRole('combobox', { name: 'Study' }).click();
  await page.getByRole('option').first().click();
  await expect.poll(() => inkOf(page, 'box-plot')).toBeGreaterThan(0.001);
  await expect.poll(() => inkOf(page, 'drift-plot')).toBeGreaterThan(0.001);
  const fonts = await page.evaluate(() => [...(globalThis as unknown as { written: Set<string> }).written]);
  expect(fonts.length).toBeGreaterThan(0);
  expect(fonts.filter((font) => !/^(bold )?\d+px Inter,/.test(font))).toEqual([]);
});

test('every word and number of the results uses it', async () => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  const { root } = await devtools.send('DOM.getDocument');
  // Code uses a monospaced font.
  const { nodeIds } = await devtools.send('DOM.querySelectorAll', {
    nodeId: root.nodeId,
    selector: 'main :not(code, pre, .code, :has(code, pre, .code))',
  });
  const strangers = new Set<string>();
  let glyphs = 0;
  for (const nodeId of nodeIds) {
    const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
    for (const { familyName, isCustomFont, glyphCount } of fonts) {
      if (isCustomFont) glyphs += glyphCount;
      else strangers.add(familyName);
    }
  }
  expect([...strangers]).toEqual([]);
  expect(glyphs).toBeGreaterThan(1000);
});

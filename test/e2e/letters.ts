// Letters wider and narrower than the window's own, since layouts must work with any font.
import { spawnSync } from 'node:child_process';
import type { Page } from 'playwright-core';

export interface Letters {
  readonly name: string;
  /** Style rules that define the family if the machine does not have it. */
  readonly face: string;
  readonly family: string;
}

/** Least widths tried, relative to the window's own letters. */
const ENDS = [0.8, 1.3] as const;

/**
 * The narrowest and widest letters available: an installed font if it exceeds the window's own letters squeezed or
 * stretched, so that the test also covers a machine without fonts.
 */
export async function lettersAtHand(page: Page): Promise<readonly Letters[]> {
  const url = await ownFont(page);
  const installed = await widths(page, installedFamilies());
  return ENDS.map((end) => {
    const beyond = installed
      .filter(({ width }) => (end < 1 ? width < end : width > end))
      .sort((a, b) => (end < 1 ? a.width - b.width : b.width - a.width))[0];
    if (beyond !== undefined) return { name: beyond.family, face: '', family: `"${beyond.family}"` };
    const percent = end * 100;
    return {
      name: `Inter at ${percent} %`,
      face: `@font-face { font-family: Inter${percent}; font-weight: 100 900; src: url("${url}"); size-adjust: ${percent}% }`,
      family: `Inter${percent}`,
    };
  });
}

/** Sets all text of the page in these letters; null restores the window's own. */
export const setIn = (page: Page, letters: Letters | null): Promise<void> =>
  page.evaluate(async (chosen) => {
    document.getElementById('letters')?.remove();
    if (chosen === null) return;
    const style = document.createElement('style');
    style.id = 'letters';
    style.textContent = `${chosen.face} * { font-family: ${chosen.family} !important }`;
    document.head.append(style);
    await document.fonts.load(`12px ${chosen.family}`);
    // Tables learn that they scroll from an observer, which runs after the next layout.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, letters);

/** Address of the font file in the window. */
const ownFont = (page: Page): Promise<string> =>
  page.evaluate(() => {
    for (const sheet of document.styleSheets)
      for (const rule of sheet.cssRules) {
        const file = rule instanceof CSSFontFaceRule ? /url\("([^"]+)"\)/.exec(rule.cssText)?.[1] : undefined;
        if (file !== undefined) return new URL(file, sheet.href ?? location.href).href;
      }
    throw new Error('no style sheet of the window brings a font');
  });

/** Font families that cover English; none without fontconfig. */
function installedFamilies(): string[] {
  const { stdout } = spawnSync('fc-list', [':lang=en', 'family'], { encoding: 'utf8' });
  const first = (stdout ?? '').split('\n').map((line) => line.split(',')[0]?.trim() ?? '');
  return [...new Set(first)].filter((family) => family !== '');
}

/** Width of a line in each family, relative to the window's own letters. */
const widths = (page: Page, families: readonly string[]): Promise<{ family: string; width: number }[]> =>
  page.evaluate((names) => {
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) return [];
    const widthOf = (family: string): number => {
      context.font = `100px "${family}"`;
      return context.measureText('Mixed precision used 12 % less energy').width;
    };
    return names.map((family) => ({ family, width: widthOf(family) / widthOf('Inter') }));
  }, families);

// Letters of other widths than the window's own: layouts must hold for readers whose letters are wide or narrow.
import { spawnSync } from 'node:child_process';
import type { Page } from 'playwright-core';

export interface Letters {
  readonly name: string;
  /** The rules of a style sheet that define the family, where the machine does not have it. */
  readonly face: string;
  readonly family: string;
}

/** The window's own letters stretched and squeezed, and the widest and the narrowest that the machine has beside them. */
export async function lettersAtHand(page: Page): Promise<readonly Letters[]> {
  const url = await ownFont(page);
  const own = [130, 80].map((percent) => ({
    name: `Inter at ${percent} %`,
    face: `@font-face { font-family: Inter${percent}; font-weight: 100 900; src: url("${url}"); size-adjust: ${percent}% }`,
    family: `Inter${percent}`,
  }));
  const installed = await byWidth(page, installedFamilies());
  const ends = installed.length > 1 ? [installed.at(0), installed.at(-1)] : installed;
  return [
    ...own,
    ...ends.flatMap((family) =>
      family === undefined ? [] : [{ name: family, face: '', family: `"${family}"` }],
    ),
  ];
}

/** Sets all text of the page in these letters; null brings the window's own back. */
export const setIn = (page: Page, letters: Letters | null): Promise<void> =>
  page.evaluate(async (chosen) => {
    document.getElementById('letters')?.remove();
    if (chosen === null) return;
    const style = document.createElement('style');
    style.id = 'letters';
    style.textContent = `${chosen.face} * { font-family: ${chosen.family} !important }`;
    document.head.append(style);
    await document.fonts.load(`12px ${chosen.family}`);
    // Tables learn that they scroll from their observer, which is told after the next layout.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, letters);

/** The address of the file that the window brings. */
const ownFont = (page: Page): Promise<string> =>
  page.evaluate(() => {
    for (const sheet of document.styleSheets)
      for (const rule of sheet.cssRules) {
        const file = rule instanceof CSSFontFaceRule ? /url\("([^"]+)"\)/.exec(rule.cssText)?.[1] : undefined;
        if (file !== undefined) return new URL(file, sheet.href ?? location.href).href;
      }
    throw new Error('no style sheet of the window brings a font');
  });

/** Families that can write English; none where there is no fontconfig. */
function installedFamilies(): string[] {
  const { stdout } = spawnSync('fc-list', [':lang=en', 'family'], { encoding: 'utf8' });
  const first = (stdout ?? '').split('\n').map((line) => line.split(',')[0]?.trim() ?? '');
  return [...new Set(first)].filter((family) => family !== '');
}

/** The families from the narrowest to the widest. */
const byWidth = (page: Page, families: readonly string[]): Promise<string[]> =>
  page.evaluate((names) => {
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) return [];
    const widthOf = (family: string): number => {
      context.font = `100px "${family}"`;
      return context.measureText('Mixed precision used 12 % less energy').width;
    };
    return [...names].sort((a, b) => widthOf(a) - widthOf(b));
  }, families);

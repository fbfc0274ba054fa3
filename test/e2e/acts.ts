// What the window tests do again and again: walk, stand in for the system's dialogs, look whether a canvas is drawn.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import type { Bridge } from '../../core/contract/ipc.ts';
import { SCREEN_NAMES, SCREENS, type ScreenLabel } from '../../core/contract/screens.ts';

declare global {
  // The tests' page functions run where the preload has put the bridge.
  interface Window {
    readonly wattproof: Bridge;
  }
}

/** Every screen by its label, in the order of the navigation. */
export const SCREEN_LABELS: readonly ScreenLabel[] = SCREEN_NAMES.map((name) => SCREENS[name].label);

export async function showScreen(page: Page, label: ScreenLabel): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: label }).click();
  await page.getByRole('heading', { level: 1, name: label }).waitFor();
}

/** What the system's dialogs answer while a test runs; the file is read each time one would open. */
export interface DialogAnswers {
  /** Where the save dialog saves; null cancels. */
  readonly save?: string | null;
  readonly open?: string;
  /** The button of message boxes, from 0. */
  readonly button?: number;
}

const answersFile = (dir: string): string => path.join(dir, 'dialogs.json');

/** Puts stand-ins in the place of the system's dialogs, which no test could click. */
export async function standInForDialogs(app: ElectronApplication, dir: string): Promise<void> {
  await answerDialogs(dir, {});
  await app.evaluate(({ dialog }, file) => {
    const answers = (): DialogAnswers =>
      JSON.parse(process.getBuiltinModule('node:fs').readFileSync(file, 'utf8')) as DialogAnswers;
    dialog.showSaveDialog = async () => {
      const { save = null } = answers();
      return { canceled: save === null, filePath: save ?? '' };
    };
    dialog.showOpenDialog = async () => {
      const { open } = answers();
      return { canceled: open === undefined, filePaths: open === undefined ? [] : [open] };
    };
    dialog.showMessageBox = async () => ({ response: answers().button ?? 0, checkboxChecked: false });
  }, answersFile(dir));
}

/** From now on the dialogs answer this. */
export const answerDialogs = (dir: string, answers: DialogAnswers): Promise<void> =>
  writeFile(answersFile(dir), JSON.stringify(answers));

/**
 * Gives the window's content a size. In an idle main process Playwright's evaluate can lose its promise to the garbage
 * collector before Electron looks at it; the calls beside it wake the process, and what was lost is done again.
 */
export async function resizeWindow(
  { app, page }: { app: ElectronApplication; page: Page },
  width: number,
  height: number,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const wake = page.evaluate(async () => {
        for (let i = 0; i < 20; i += 1) await window.wattproof.call('sweep:current');
      });
      const resize = app.evaluate(
        ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
        [width, height] as const,
      );
      await Promise.all([resize, wake]);
      return;
    } catch (error) {
      if (attempt === 10 || !String(error).includes('garbage collected')) throw error;
    }
  }
}

/** Share of the canvas' pixels that carry ink, 0 to 1; 0 for a canvas that is not there. */
export const inkOf = (page: Page, test_id: string): Promise<number> =>
  page.evaluate((id) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`canvas[data-testid="${id}"]`);
    if (canvas === null || canvas.width === 0 || canvas.height === 0) return 0;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let inked = 0;
    for (let i = 3; i < pixels.length; i += 4) if ((pixels[i] ?? 0) > 0) inked += 1;
    return inked / (pixels.length / 4);
  }, test_id);

// Actions shared by the window tests: show a screen, stand in for system dialogs, check that a canvas is drawn.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import type { Bridge } from '../../core/contract/ipc.ts';
import { SCREEN_NAMES, SCREENS, type ScreenLabel } from '../../core/contract/screens.ts';

declare global {
  // Page functions of the tests run where the preload script has exposed the bridge.
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

/** Answers of the system's dialogs during a test; the file is read each time one would open. */
export interface DialogAnswers {
  /** Path that the save dialog returns; null cancels. */
  readonly save?: string | null;
  readonly open?: string;
  /** Index of the button pressed in message boxes. */
  readonly button?: number;
}

const answersFile = (dir: string): string => path.join(dir, 'dialogs.json');

/** Replaces the system's dialogs, which no test could click, with stand-ins. */
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

/** Sets the answers of all later dialogs. */
export const answerDialogs = (dir: string, answers: DialogAnswers): Promise<void> =>
  writeFile(answersFile(dir), JSON.stringify(answers));

/**
 * Resizes the window's content. In an idle main process, Playwright's evaluate can lose its promise to the garbage
 * collector before Electron handles it. The parallel calls wake the process, and a lost resize is repeated.
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

/** Share of the canvas's pixels that are drawn on, 0 to 1; 0 for a missing canvas. */
export const inkOf = (page: Page, test_id: string): Promise<number> =>
  page.evaluate((id) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`canvas[data-testid="${id}"]`);
    if (canvas === null || canvas.width === 0 || canvas.height === 0) return 0;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let inked = 0;
    for (let i = 3; i < pixels.length; i += 4) if ((pixels[i] ?? 0) > 0) inked += 1;
    return inked / (pixels.length / 4);
  }, test_id);

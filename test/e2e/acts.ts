// What the window tests do again and again: walk, stand in for the system's dialogs, look whether a canvas is drawn.
import type { ElectronApplication, Page } from 'playwright-core';

export type ScreenLabel = 'Hardware' | 'Run' | 'Results' | 'Report';

export async function showScreen(page: Page, label: ScreenLabel): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: label }).click();
  await page.getByRole('heading', { level: 1, name: label }).waitFor();
}

/** The next save dialogs answer `file`; null cancels. */
export const stubSaveDialog = (app: ElectronApplication, file: string | null): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: path === null, filePath: path ?? '' });
  }, file);

/** The next open dialogs answer `file`. */
export const stubOpenDialog = (app: ElectronApplication, file: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);

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

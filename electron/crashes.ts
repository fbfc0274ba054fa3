// What happens when something fails that nobody expected to: it is logged and said once, and a running sweep goes on.
import { app, type BrowserWindow, dialog, shell, type WebContents } from 'electron';
import { messageOf } from '../core/errors.ts';
import { log } from './log.ts';

/** Opens the folder of the log with the file selected. */
export const showLog = (): void => shell.showItemInFolder(log.path);

const SHOW_LOG = 1;
const QUIT = 1;

/** Faults of the main process. They end nothing: a sweep may have run for hours, and what it stored is kept. */
export function catchCrashes(window: () => BrowserWindow | null): void {
  let is_told = false;
  const tell = async (error: unknown): Promise<void> => {
    const shown = window();
    if (is_told || shown === null) return;
    is_told = true;
    const { response } = await dialog.showMessageBox(shown, {
      type: 'error',
      title: 'Wattproof',
      message: 'Something failed unexpectedly.',
      detail: `${messageOf(error)}\n\nEverything stored is kept. Start Wattproof again if the window behaves oddly.`,
      buttons: ['Continue', 'Show the log file'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response === SHOW_LOG) showLog();
  };
  process.on('uncaughtException', (error) => {
    log.error('the main process', error);
    void tell(error);
  });
  process.on('unhandledRejection', (error) => {
    log.error('a promise of the main process', error);
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.error('a process of the window', `${type}: ${reason}, code ${exitCode}`);
  });
}

/** A page that crashed or hangs. */
export function watchPage(window: BrowserWindow): void {
  const page: WebContents = window.webContents;
  const offerReload = async (reason: string): Promise<void> => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      title: 'Wattproof',
      message: `The window stopped working (${reason}).`,
      detail: 'A running sweep goes on, and everything stored is kept.',
      buttons: ['Load it again', 'Quit'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response === QUIT) return app.quit();
    if (window.isDestroyed()) return;
    page.once('did-finish-load', () => log.info('the page is loaded again'));
    // A reload inside the event of the crash is lost.
    // After the event of the crash: a reload inside it is lost.
    setTimeout(() => page.reload());
  };
  page.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.error('the page', `its process is gone: ${reason}, code ${exitCode}`);
    void offerReload(reason);
  });
  page.on('preload-error', (_event, _path, error) => log.error('the preload script', error));
  window.on('unresponsive', () => log.error('the page', 'it does not respond'));
  window.on('responsive', () => log.info('the page responds again'));
}

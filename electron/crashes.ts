// Handles unexpected failures: each is logged, the user is informed once, and a running sweep continues.
import { app, type BrowserWindow, crashReporter, dialog, shell, type WebContents } from 'electron';
import { messageOf } from '../core/errors.ts';
import { log } from './log.ts';

/** Keeps crash reports of all the app's processes in its data folder; none is ever sent. Call before the app is ready. */
export function keepCrashReports(folder: string): void {
  app.setPath('crashDumps', folder);
  crashReporter.start({ uploadToServer: false });
}

/** Opens the log's folder with the file selected. */
export const showLog = (): void => shell.showItemInFolder(log.path);

const SHOW_LOG = 1;
const QUIT = 1;
/** A page that crashes again within this time is not reloaded without a question. */
const AGAIN_MS = 60_000;

/** Catches faults of the main process without ending it: a sweep may have run for hours. */
export function catchCrashes(window: () => BrowserWindow | null): void {
  let was_shown = false;
  const inform = async (error: unknown): Promise<void> => {
    const shown = window();
    if (was_shown || shown === null) return;
    was_shown = true;
    const { response } = await dialog.showMessageBox(shown, {
      type: 'error',
      title: 'Wattproof',
      message: 'Something failed unexpectedly.',
      detail: `${messageOf(error)}\n\nNothing stored is lost. Restart Wattproof if the window misbehaves.`,
      buttons: ['Continue', 'Show the log file'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response === SHOW_LOG) showLog();
  };
  process.on('uncaughtException', (error) => {
    log.error('the main process', error);
    void inform(error);
  });
  process.on('unhandledRejection', (error) => {
    log.error('a promise of the main process', error);
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.error('a process of the window', `${type}: ${reason}, code ${exitCode}`);
  });
}

/** Reloads a page that crashed, into the running sweep if there is one; asks first when it crashes again and again. */
export function watchPage(window: BrowserWindow): void {
  const page: WebContents = window.webContents;
  let last_crash_ms = Number.NEGATIVE_INFINITY;
  const reload = (): void => {
    if (window.isDestroyed()) return;
    page.once('did-finish-load', () => log.info('the page is loaded again'));
    // Deferred, since a reload inside the crash event is lost.
    setTimeout(() => page.reload());
  };
  const offerReload = async (reason: string): Promise<void> => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      title: 'Wattproof',
      message: `The window stopped working (${reason}).`,
      detail: 'A running sweep continues, and nothing stored is lost.',
      buttons: ['Reload', 'Quit'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response === QUIT) return app.quit();
    reload();
  };
  page.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.error('the page', `its process is gone: ${reason}, code ${exitCode}`);
    const now_ms = performance.now();
    const is_first = now_ms - last_crash_ms > AGAIN_MS;
    last_crash_ms = now_ms;
    if (is_first) reload();
    else void offerReload(reason);
  });
  page.on('preload-error', (_event, _path, error) => log.error('the preload script', error));
  window.on('unresponsive', () => log.error('the page', 'it does not respond'));
  window.on('responsive', () => log.info('the page responds again'));
}

// Asks before closing the window ends a running sweep, then waits until the study is safely on disk.
import { app, type BrowserWindow, dialog } from 'electron';
import type { SweepRoom } from './sweep-room.ts';

const KEEP_RUNNING = 0;
const ABORT_AND_CLOSE = 1;

/** Keeps `window` open while a sweep runs, unless the user says to abort it. */
export function guardClosing(window: BrowserWindow, sweep: SweepRoom): void {
  let is_asking = false;

  const ask = async (): Promise<void> => {
    is_asking = true;
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: 'Wattproof',
      message: 'A sweep is still running.',
      detail: 'Closing ends the current trial. Finished trials stay in the study and can be analysed.',
      buttons: ['Keep running', 'Abort and close'],
      defaultId: KEEP_RUNNING,
      cancelId: KEEP_RUNNING,
      noLink: true,
    });
    is_asking = false;
    if (response !== ABORT_AND_CLOSE) return;
    sweep.abort();
    await sweep.settled();
    if (!window.isDestroyed()) window.destroy();
    app.quit();
  };

  window.on('close', (event) => {
    if (!sweep.isRunning()) return;
    event.preventDefault();
    if (!is_asking) void ask();
  });
}

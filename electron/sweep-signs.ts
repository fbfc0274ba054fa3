// Shows a sweep outside the window: progress in the task bar, a notification at the end.
import { type BrowserWindow, Notification } from 'electron';
import type { SweepEnd, SweepProgress } from '../core/contract/ipc.ts';

const TITLES: Readonly<Record<SweepEnd['state'], string>> = {
  done: 'The sweep is done',
  aborted: 'The sweep was aborted',
  failed: 'The sweep failed',
};

export interface SweepSigns {
  progress(progress: SweepProgress): void;
  ended(end: SweepEnd): void;
}

/** @param window null once it is closed */
export function sweepSigns(window: () => BrowserWindow | null): SweepSigns {
  return {
    progress({ fraction, pause, trial, trials }) {
      const shown = window();
      shown?.setProgressBar(Math.min(1, fraction), { mode: pause === 'paused' ? 'paused' : 'normal' });
      shown?.setTitle(`Wattproof: trial ${trial} of ${trials}${pause === 'paused' ? ', paused' : ''}`);
    },
    ended({ state, message }) {
      const shown = window();
      shown?.setProgressBar(-1);
      shown?.setTitle('Wattproof');
      // A focused window shows the end itself.
      if (shown === null || shown.isFocused() || !Notification.isSupported()) return;
      shown.flashFrame(true);
      const note = new Notification({
        title: TITLES[state],
        body: message ?? 'All trials have run. Click to see the results.',
      });
      note.on('click', () => {
        if (shown.isDestroyed()) return;
        if (shown.isMinimized()) shown.restore();
        shown.focus();
      });
      note.show();
    },
  };
}

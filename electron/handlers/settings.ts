// Reads and saves the user's settings.
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';

export function handleSettings(context: AppContext): void {
  handle('settings:get', () => context.settings());
  handle('settings:set', (settings) => {
    context.keepSettings(settings);
    return context.settings();
  });
}

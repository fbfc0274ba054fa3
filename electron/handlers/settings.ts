// Reads and saves the user's settings.
import { AuditError } from '../../core/errors.ts';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';

export function handleSettings(context: AppContext): void {
  handle('settings:get', () => context.settings());
  handle('settings:set', async (settings) => {
    const { studies_dir } = settings;
    if (
      studies_dir !== null &&
      studies_dir !== context.settings().studies_dir &&
      !context.folders.has(studies_dir)
    )
      throw new AuditError(
        'usage',
        `the folder ${studies_dir} was not chosen in this window; choose it with the button`,
      );
    await context.keepSettings(settings);
    return context.settings();
  });
}

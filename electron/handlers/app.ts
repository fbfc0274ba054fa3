// Answers the app's version and the study it was started with, and logs errors of its page.
import { app } from 'electron';
import { countryCode } from '../../core/carbon/country-code.ts';
import { APP_VERSION } from '../../engine/setup/version.ts';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';
import { log } from '../log.ts';

export function handleApp(context: AppContext): void {
  handle('app:info', () => ({
    version: APP_VERSION,
    open_study: context.takeOpenStudy(),
    country: countryCode(app.getLocaleCountryCode()),
    dataset_dir: context.parts().dataset_dir,
  }));
  handle('app:page-error', ({ message, stack }) => {
    log.error('the page', stack ?? message);
    return null;
  });
}

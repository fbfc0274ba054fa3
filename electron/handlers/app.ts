// Answers what the app is and which study it was started with.
import { app } from 'electron';
import { countryCode } from '../../core/carbon/country-code.ts';
import { APP_VERSION } from '../../engine/setup/version.ts';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';

export function handleApp(context: AppContext): void {
  handle('app:info', () => ({
    version: APP_VERSION,
    open_study: context.takeOpenStudy(),
    country: countryCode(app.getLocaleCountryCode()),
    dataset_dir: context.parts().dataset_dir,
  }));
}

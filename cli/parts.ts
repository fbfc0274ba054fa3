// Composes the engine for the terminal.
import { fileURLToPath } from 'node:url';
import type { Settings } from '../core/settings.ts';
import { composeParts } from '../engine/setup/compose.ts';
import { openLog } from '../engine/setup/log.ts';
import type { EngineParts } from '../engine/setup/parts.ts';
import { loadSettings } from '../engine/setup/settings-file.ts';
import { APP_VERSION } from '../engine/setup/version.ts';
import { readEnvironment } from '../native/environment.ts';
import { printError } from './output.ts';

export const log = openLog(readEnvironment().data_dir, 'terminal');

/** The stored settings; a file that cannot be used is told on stderr. */
export const storedSettings = (data_dir: string): Settings =>
  loadSettings(data_dir, (line) => printError(line));

/** The engine's parts; options of the command line take precedence over the stored settings. */
export function terminalParts(overrides: Partial<Settings> = {}, trainer?: string): EngineParts {
  const settings = { ...storedSettings(readEnvironment().data_dir), ...overrides };
  const dist_dir = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
  return composeParts({ dist_dir, app_version: APP_VERSION, settings, log, trainer });
}

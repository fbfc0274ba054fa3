// The user's settings, a small JSON file next to the studies.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuditError, messageOf } from '../../core/errors.ts';
import { DEFAULT_SETTINGS, Settings } from '../../core/settings.ts';

const fileIn = (data_dir: string): string => join(data_dir, 'settings.json');

/** @throws AuditError `input`, naming the file, when it exists but is unusable; it is never silently replaced. */
export function loadSettings(data_dir: string): Settings {
  let text: string;
  try {
    text = readFileSync(fileIn(data_dir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return DEFAULT_SETTINGS;
    throw new AuditError('input', `cannot read the settings: ${messageOf(error)}`, { cause: error });
  }
  try {
    return Settings.parse(JSON.parse(text));
  } catch (error) {
    throw new AuditError(
      'input',
      `${fileIn(data_dir)} is not a settings file (${messageOf(error)}); correct it, or delete it to use the defaults`,
      { cause: error },
    );
  }
}

/** Writes the file atomically. */
export function saveSettings(data_dir: string, settings: Settings): Settings {
  const checked = Settings.parse(settings);
  mkdirSync(data_dir, { recursive: true });
  const temporary = `${fileIn(data_dir)}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(checked, null, 2)}\n`);
  renameSync(temporary, fileIn(data_dir));
  return checked;
}

// The user's settings, a small JSON file next to the studies. A file that cannot be used never stops the program: it is set
// aside under a dated name, and the defaults apply.
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditError, messageOf } from '../../core/errors.ts';
import { DEFAULT_SETTINGS, Settings } from '../../core/settings.ts';

const fileIn = (data_dir: string): string => join(data_dir, 'settings.json');

/** Settings are some hundred bytes, with many calibrations some thousand. */
const MOST_BYTES = 1_000_000;

/** @param tell receives one line when the file was not usable and was set aside. */
export function loadSettings(data_dir: string, tell: (line: string) => void = () => {}): Settings {
  const path = fileIn(data_dir);
  try {
    return readSettings(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return DEFAULT_SETTINGS;
    tell(`${path} is not a settings file: ${messageOf(error)}; ${setAside(path)}, and the defaults are used`);
    return DEFAULT_SETTINGS;
  }
}

/** @throws an error whose message completes "is not a settings file:" */
function readSettings(path: string): Settings {
  const facts = statSync(path);
  if (!facts.isFile()) throw new Error('expected a regular file, got a folder, pipe or device');
  if (facts.size > MOST_BYTES) throw new Error(`expected at most 1 MB, got ${facts.size} bytes`);
  const text = readFileSync(path, 'utf8');
  if (text.trim() === '') throw new Error('expected JSON, got an empty file');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('expected JSON, got something else or half of it');
  }
  const parsed = Settings.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue?.path.join('.') || 'the whole'}: ${issue?.message}`);
  }
  const names = Object.keys(value as object);
  if (names.length > 0 && !names.some((name) => Object.hasOwn(Settings.shape, name)))
    throw new Error('expected settings of Wattproof, got those of another program');
  return parsed.data;
}

/** Renames the file; says what became of it. */
function setAside(path: string): string {
  const date = new Date().toISOString().replaceAll(/[:.]/g, '').replace('T', '-').slice(0, 17);
  const aside = path.replace(/\.json$/, `.unusable-${date}-${randomUUID().slice(0, 4)}.json`);
  try {
    renameSync(path, aside);
    return `it was set aside as ${aside}`;
  } catch (error) {
    return `it could not be set aside (${messageOf(error)})`;
  }
}

/**
 * Writes the file whole: after a crash or a power cut it holds the old settings or the new ones.
 * @throws AuditError `input` when it cannot be written; the old settings are kept then.
 */
export async function saveSettings(data_dir: string, settings: Settings): Promise<Settings> {
  const checked = Settings.parse(settings);
  const path = fileIn(data_dir);
  const part = `${path}.${randomUUID()}.part`;
  try {
    await mkdir(data_dir, { recursive: true });
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(checked, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
    await syncFolder(data_dir);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw new AuditError(
      'input',
      `cannot keep the settings in ${path}: ${messageOf(error)}; check the disk's free space and permissions`,
      { cause: error },
    );
  }
  return checked;
}

/** Makes the new name last; systems that cannot open a folder do so on their own. */
async function syncFolder(dir: string): Promise<void> {
  try {
    const folder = await open(dir, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch {
    // Windows opens no folders.
  }
}

// Damaged settings files: they are loaded, refused in words, or set aside, and what is loaded can be saved and loaded again.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { loadSettings, saveSettings } from '../../engine/setup/settings-file.ts';
import { damagedBytes, pick } from './damage.ts';
import { type FuzzTarget, fuzzFolder, fuzzing } from './target.ts';

const TEXTS = [
  JSON.stringify(DEFAULT_SETTINGS, null, 2),
  JSON.stringify({ ...DEFAULT_SETTINGS, region: 'FR', intensity_g_per_kwh: 56, pue: 1.2, alpha: 0.01 }),
  '{}',
].map((text) => Buffer.from(text));
let folder: string | null = null;

export const target: FuzzTarget<Buffer> = {
  make: (random) => damagedBytes(pick(random, TEXTS), random),
  async feed(bytes) {
    folder ??= fuzzFolder();
    writeFileSync(join(folder, 'settings.json'), bytes);
    const loaded = loadSettings(folder);
    await saveSettings(folder, loaded);
    if (!isDeepStrictEqual(loadSettings(folder), loaded)) throw new Error('saved and loaded settings differ');
  },
};
export const attack = fuzzing(import.meta.url);

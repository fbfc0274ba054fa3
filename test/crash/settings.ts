// Settings files that are broken, empty, foreign, no files, or cut off while they are written.
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { loadSettings, saveSettings } from '../../engine/setup/settings-file.ts';
import { type AttackOptions, type AttackResult, randomOf } from './attack.ts';

const GOOD = { ...DEFAULT_SETTINGS, region: 'DEU', pue: 1.3 };
const TEXT = JSON.stringify(GOOD, null, 2);

/** Each puts something that is no settings file at the path. */
const HARMS: readonly ((path: string, random: () => number) => void)[] = [
  (path, random) => writeFileSync(path, TEXT.slice(0, 1 + Math.floor(random() * (TEXT.length - 2)))),
  (path) => writeFileSync(path, ''),
  (path) => writeFileSync(path, ' \n\t'),
  (path) => writeFileSync(path, Buffer.alloc(4096)),
  (path, random) => writeFileSync(path, Buffer.from(Array.from({ length: 300 }, () => random() * 256))),
  (path) => writeFileSync(path, '{"region": 7}'),
  (path) => writeFileSync(path, '{"pue": 1e999}'),
  (path) => writeFileSync(path, '{"editor.fontSize": 14, "workbench.colorTheme": "dark"}'),
  (path) => writeFileSync(path, '[1, 2, 3]'),
  (path) => writeFileSync(path, 'null'),
  (path) => writeFileSync(path, '"settings"'),
  (path) => writeFileSync(path, `${TEXT}${TEXT}`),
  (path) => writeFileSync(path, '['.repeat(500_000)),
  (path) => writeFileSync(path, `{"region": "${'x'.repeat(2_000_000)}"}`),
  (path) => mkdirSync(path),
  (path) => execFileSync('mkfifo', [path]),
  (path) => symlinkSync('/dev/zero', path),
  (path) => symlinkSync(path, path),
  (path) => writeFileSync(path, '{"region": "\\u001b[2J"}'),
  (path) => writeFileSync(path, 'SQLite format 3\0 and more'),
];

export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const random = randomOf(seed);
  const lost: string[] = [];
  for (let i = 0; i < count; i++) {
    const number = (seed - 1 + i) % HARMS.length;
    const harm = await harmOf(HARMS[number] as (typeof HARMS)[number], random);
    if (harm !== null) lost.push(`settings file ${number + 1}: ${harm}`);
  }
  return { injected: count, survived: count - lost.length, lost };
}

async function harmOf(put: (typeof HARMS)[number], random: () => number): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-settings-'));
  try {
    put(join(folder, 'settings.json'), random);
    const told: string[] = [];
    const loaded = loadSettings(folder, (line) => told.push(line));
    if (!isDeepStrictEqual(loaded, DEFAULT_SETTINGS)) return 'the defaults were not used';
    if (told.length !== 1 || told[0]?.includes('\n'))
      return `told in ${told.length} lines: ${told.join(' | ')}`;
    const names = readdirSync(folder);
    if (names.length !== 1 || names[0] === 'settings.json') return `left ${names.join(', ')}`;
    await saveSettings(folder, GOOD);
    const again = loadSettings(folder, (line) => told.push(line));
    if (!isDeepStrictEqual(again, GOOD) || told.length > 1) return 'new settings could not be kept';
    const rest = readdirSync(folder).filter((name) => name.endsWith('.part'));
    if (rest.length > 0) return `left ${rest.join(', ')}`;
    return readFileSync(join(folder, 'settings.json'), 'utf8').endsWith('}\n')
      ? null
      : 'half a file was written';
  } catch (error) {
    return `threw ${error}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

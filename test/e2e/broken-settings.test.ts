// The window starts beside a settings file that was cut off, with the defaults; the file is set aside and can be looked at.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { showScreen } from './acts.ts';
import { launch } from './launch.ts';

const HALF = '{"region": "DEU", "pue": 1.2, "alp';

test('the window starts with the defaults, and the broken file is kept under another name', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'wattproof-settings-'));
  const data_dir = path.join(folder, 'data');
  await mkdir(data_dir);
  await writeFile(path.join(data_dir, 'settings.json'), HALF);
  const it = await launch({ env: { WATTPROOF_DATA_DIR: data_dir } });
  try {
    await showScreen(it.page, 'Hardware');
    const names = (await readdir(data_dir)).filter((name) => name.includes('settings'));
    expect(names).toEqual([expect.stringMatching(/^settings\.unusable-.*\.json$/)]);
    expect(await readFile(path.join(data_dir, names[0] as string), 'utf8')).toBe(HALF);
    expect(it.console_errors).toEqual([]);
  } finally {
    await it.close();
    await rm(folder, { recursive: true, force: true });
  }
});

// The list of studies: newest first, studies only, and a missing folder is no error.
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recentStudies } from '../../electron/recent-studies.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'wattproof-recent-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const put = async (name: string, unix_s: number): Promise<void> => {
  await writeFile(path.join(dir, name), '');
  await utimes(path.join(dir, name), unix_s, unix_s);
};

test('the newest comes first, without write-ahead logs and other files', async () => {
  await put('old.wattproof', 1000);
  await put('new.wattproof', 2000);
  await put('new.wattproof-wal', 3000);
  await put('notes.txt', 4000);
  expect(await recentStudies([dir])).toEqual([
    { path: path.join(dir, 'new.wattproof'), name: 'new', modified_unix_ms: 2_000_000 },
    { path: path.join(dir, 'old.wattproof'), name: 'old', modified_unix_ms: 1_000_000 },
  ]);
});

test('studies from elsewhere are listed too, unless their file is gone', async () => {
  await put('here.wattproof', 1000);
  const away = await mkdtemp(path.join(tmpdir(), 'wattproof-away-'));
  try {
    const there = path.join(away, 'there.wattproof');
    await writeFile(there, '');
    await utimes(there, 3000, 3000);
    const found = await recentStudies([dir], [there, path.join(away, 'gone.wattproof')]);
    expect(found.map(({ name }) => name)).toEqual(['there', 'here']);
  } finally {
    await rm(away, { recursive: true, force: true });
  }
});

test('no folder, no studies', async () => {
  expect(await recentStudies([path.join(dir, 'absent')])).toEqual([]);
});

test('at most thirty are listed', async () => {
  for (let i = 0; i < 33; i += 1) await put(`s${i}.wattproof`, 1000 + i);
  const studies = await recentStudies([dir]);
  expect(studies).toHaveLength(30);
  expect(studies[0]?.name).toBe('s32');
});

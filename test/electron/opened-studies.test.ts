// The list of studies opened from elsewhere: newest first, without the app's own folder, surviving broken files.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openedStudies } from '../../electron/opened-studies.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wattproof-opened-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('the last opened study comes first, once, and survives a restart', async () => {
  const opened = openedStudies(join(dir, 'opened.json'), () => ['/studies']);
  for (const study of ['/a/1.wattproof', '/b/2.wattproof', '/studies/own.wattproof', '/a/1.wattproof'])
    await opened.remember(study);
  expect(await openedStudies(join(dir, 'opened.json'), () => ['/studies']).list()).toEqual([
    '/a/1.wattproof',
    '/b/2.wattproof',
  ]);
});

test.each([['{'], ['[1, 2]'], ['{"a": 1}'], ['']])(
  'a list of %j is as good as none and is replaced',
  async (text) => {
    const file = join(dir, 'opened.json');
    writeFileSync(file, text);
    const opened = openedStudies(file, () => ['/studies']);
    expect(await opened.list()).toEqual([]);
    await opened.remember('/a/1.wattproof');
    expect(await opened.list()).toEqual(['/a/1.wattproof']);
  },
);

test('at most twenty are kept', async () => {
  const opened = openedStudies(join(dir, 'opened.json'), () => ['/studies']);
  for (let i = 0; i < 25; i += 1) void opened.remember(`/a/${i}.wattproof`);
  expect(await opened.list()).toHaveLength(20);
  expect((await opened.list())[0]).toBe('/a/24.wattproof');
});

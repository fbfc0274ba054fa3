// A half-written report is worse than none, so the old one stays until the new one is complete.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AuditError } from '../../../core/errors.ts';
import { writeWhole } from '../../../engine/report/write-whole.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wattproof-html-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('replaces an older document and leaves no other files', async () => {
  const out = join(dir, 'report.html');
  await writeFile(out, 'old');
  await writeWhole(out, '<p>ö</p>', 'the report');
  expect(await readFile(out, 'utf8')).toBe('<p>ö</p>');
  expect(await readdir(dir)).toEqual(['report.html']);
});

it('says where it could not write, and cleans up', async () => {
  // A folder is in the document's place.
  await expect(writeWhole(dir, 'x', 'the report')).rejects.toThrow(AuditError);
  await expect(writeWhole(join(dir, 'none', 'r.html'), 'x', 'the report')).rejects.toThrow(
    /cannot be written to .*choose another folder/,
  );
  expect(await readdir(dir)).toEqual([]);
});

// Both ways answer alike: the bytes, 0 at the end, or the negative of the system's error number.
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bindReadAtStart } from '../../../native/system/read-at-start.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-at-start-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'counter');

test.each(['linux', 'win32'] as const)('as on %s', (platform) => {
  const read = bindReadAtStart(platform);
  const buffer = Buffer.alloc(8);
  writeFileSync(path, '123');
  const fd = openSync(path, 'r');
  expect(read(fd, buffer)).toBe(3);
  expect(buffer.toString('latin1', 0, 3)).toBe('123');
  // Again from the begin, and no further than the buffer goes.
  writeFileSync(path, '1234567890');
  expect(read(fd, buffer)).toBe(8);
  expect(buffer.toString('latin1')).toBe('12345678');
  writeFileSync(path, '');
  expect(read(fd, buffer)).toBe(0);
  closeSync(fd);
  expect(read(fd, buffer)).toBe(-constants.errno.EBADF);
});

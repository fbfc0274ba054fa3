// The scheme that serves the page must serve nothing else.
import path from 'node:path';
import { expect, test, vi } from 'vitest';

vi.mock('electron', () => ({ protocol: {} }));
const { fileOf } = await import('../../electron/app-protocol.ts');
const ROOT = path.resolve('/srv/renderer');

test('files under the folder are served', () => {
  expect(fileOf(ROOT, 'wattproof://app/index.html')).toBe(path.join(ROOT, 'index.html'));
  expect(fileOf(ROOT, 'wattproof://app/assets/a%20b.js')).toBe(path.join(ROOT, 'assets', 'a b.js'));
});

test.each([
  'wattproof://other/index.html',
  'wattproof://app/..%2Fsecret',
  'wattproof://app/%2e%2e/%2e%2e/etc/passwd',
  'wattproof://app/..%2f..%2fetc%2fpasswd',
  'wattproof://app/',
])('%s leads nowhere', (url) => {
  expect(fileOf(ROOT, url) ?? 'nowhere').toSatisfy(
    (file: string) => file === 'nowhere' || file.startsWith(ROOT + path.sep),
  );
});

test('an encoded path out of the folder is refused, not repaired', () => {
  expect(fileOf(ROOT, 'wattproof://app/..%2f..%2fetc%2fpasswd')).toBeNull();
});

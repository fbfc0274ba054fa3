// Electron's checklist in SECURITY.md: all twenty items, each with tests that exist under the names given there.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const page = readFileSync(path.join(ROOT, 'SECURITY.md'), 'utf8');
/** `| 3 | item | how | test file: title |` */
const rows = [...page.matchAll(/^\| (\d+) \| (.+?) \| (.+?) \| `([^`]+)`: (.+?) \|$/gm)].map(
  ([, item = '', , , file = '', title = '']) => ({ item: Number(item), file, title }),
);

test('the list has its twenty items, in order', () => {
  expect(rows.map(({ item }) => item)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});

test.each(rows)('item $item has the test "$title" in $file', ({ file, title }) => {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  expect(text.includes(`test('${title}'`) || text.includes(`'${title}', async`)).toBe(true);
});

test('nothing is opened in the browser', () => {
  const folders = ['electron', 'electron/handlers'];
  for (const folder of folders)
    for (const file of readdirSync(path.join(ROOT, folder)).filter((name) => name.endsWith('.ts')))
      expect(readFileSync(path.join(ROOT, folder, file), 'utf8'), file).not.toMatch(
        /openExternal|loadURL\((?!APP_URL)/,
      );
});

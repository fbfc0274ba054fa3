// Text that is shown: nothing in it acts, everything in it can be read.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inert, inertJson } from '../../../core/words/inert.ts';

test.each([
  ['\u001b[2J', '\\x1b[2J'],
  ['\u001b]0;title\u0007', '\\x1b]0;title\\x07'],
  ['\u009b1A', '\\x9b1A'],
  ['one\r\ntwo\tthree', 'one\\r\\ntwo\\tthree'],
  ['\u202egpj.exe\u2066', '\\u202egpj.exe\\u2066'],
  ['a\u2028b\u200f', 'a\\u2028b\\u200f'],
  ['\u{e0041}', '\\u{e0041}'],
  ['\ud83d', '\\ud83d'],
])('%j is shown as %s', (text, shown) => {
  expect(inert(text)).toBe(shown);
});

test('letters of all writings, signs of mathematics and emoji stay as they are', () => {
  const text = 'Grüße, ±2 %, η², 日本語, עברית, 👩‍🔬, C:\\new, “quoted”';
  expect(inert(text)).toBe(text);
});

test('any text becomes one line without active characters, and stays so', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = inert(text);
      expect(shown).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
      expect(inert(shown)).toBe(shown);
    }),
  );
});

test('a JSON document reads the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = inertJson(JSON.stringify({ text, list: [text] }, null, 2));
      expect(JSON.parse(json)).toEqual({ text, list: [text] });
      for (const line of json.split('\n')) expect(inert(line)).toBe(line);
    }),
  );
});
